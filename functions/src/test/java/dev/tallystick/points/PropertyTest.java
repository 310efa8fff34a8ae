package dev.tallystick.points;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random sequences of commands, decided by the domain and by the model: same answers and refusals, same points in the same
 * lots, same purchases and redemptions, and every law after every step. A failure prints its seed and the shortest sequence
 * that still fails.
 */
class PropertyTest {

    private static final int SEEDS = 3_000;

    /** In the end everything that is due happens at once. */
    private static final Duration LONG = Duration.ofDays(1_500);

    /** Refusals that need the ledger: it knows what is there, the domain only what it is given. */
    private static final Set<Class<? extends Refusal>> OF_THE_LEDGER = Set.of(
            Refusal.MemberNotFound.class,
            Refusal.IdentifierTaken.class,
            Refusal.IdentifierBlocked.class,
            Refusal.IdentifierNotFound.class,
            Refusal.LastCardNumber.class,
            Refusal.TooManyIdentifiers.class,
            Refusal.TooManyConsents.class,
            Refusal.OtherBusinessDate.class,
            Refusal.PurchaseNotFound.class,
            Refusal.RedemptionNotFound.class,
            Refusal.OperationIdReused.class);

    @Test
    void theDomainDoesWhatTheModelSays() {
        Seen seen = new Seen();
        for (long seed = 0; seed < SEEDS; seed++) {
            List<Commands.Step> steps = steps(seed);
            String failure = failureOf(steps, seen);
            if (failure != null) {
                throw new AssertionError("seed %d: %s%nshortest:%n%s".formatted(seed, failure, told(shrink(steps))));
            }
        }
        assertThat(seen.kinds.keySet()).as("kinds of entries in %s", seen).containsExactly(Kind.values());
        assertThat(seen.owed).as("points spent offline in %s", seen).isPositive();
        assertThat(seen.clocks).as("clocks that were ahead in %s", seen).isPositive();
        assertThat(seen.refusals.keySet()).as("refusals in %s", seen).containsAll(refusals());
    }

    @Test
    void aSequenceThatFailsIsShortened() {
        List<Commands.Step> steps = steps(1);
        assertThat(shrink(steps, candidate -> candidate.size() >= 3)).hasSize(3);
    }

    /** Counts what the domain did, so that nothing is left out unseen. */
    private static final class Seen {

        private final Map<Kind, Integer> kinds = new EnumMap<>(Kind.class);
        private final Map<String, Integer> refusals = new TreeMap<>();
        private int owed;
        private int clocks;

        void refusal(Decision decision) {
            if (decision instanceof Decision.Refused(Refusal refusal)) {
                refusals.merge(refusal.getClass().getSimpleName(), 1, Integer::sum);
            }
        }

        void entries(World world) {
            world.members().stream()
                    .flatMap(member -> member.entries().stream())
                    .map(Entry::fact)
                    .forEach(this::fact);
        }

        private void fact(Fact fact) {
            kinds.merge(fact.kind(), 1, Integer::sum);
            owed += fact instanceof Fact.Redeemed redeemed && redeemed.owed().total() > 0 ? 1 : 0;
            clocks += fact.clockSuspect() ? 1 : 0;
        }

        @Override
        public String toString() {
            return kinds + " " + refusals + ", " + owed + " spent into debt, " + clocks + " by clocks that were ahead";
        }
    }

    private static Set<String> refusals() {
        return Stream.of(Refusal.class.getPermittedSubclasses())
                .filter(refusal -> !OF_THE_LEDGER.contains(refusal))
                .map(Class::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Commands.Step> steps(long seed) {
        return new Commands(RandomGeneratorFactory.of("L64X128MixRandom").create(seed)).draw();
    }

    private static String told(List<Commands.Step> steps) {
        return steps.stream().map(Commands.Step::toString).collect(Collectors.joining("\n"))
                + "\n"
                + failureOf(steps, new Seen());
    }

    private static List<Commands.Step> shrink(List<Commands.Step> failing) {
        return shrink(failing, candidate -> failureOf(candidate, new Seen()) != null);
    }

    /** Leaves out what can be left out, with the time that it took or without. */
    private static List<Commands.Step> shrink(List<Commands.Step> failing, Predicate<List<Commands.Step>> fails) {
        List<Commands.Step> shortest = failing;
        boolean shorter = true;
        while (shorter) {
            shorter = false;
            for (int i = shortest.size() - 1; i >= 0 && !shorter; i--) {
                for (List<Commands.Step> candidate : without(shortest, i)) {
                    if (fails.test(candidate)) {
                        shortest = candidate;
                        shorter = true;
                        break;
                    }
                }
            }
        }
        return shortest;
    }

    private static List<List<Commands.Step>> without(List<Commands.Step> steps, int i) {
        List<Commands.Step> gone = new ArrayList<>(steps);
        Commands.Step step = gone.remove(i);
        if (i == gone.size()) {
            return List.of(gone);
        }
        List<Commands.Step> passed = new ArrayList<>(gone);
        passed.set(i, passed.get(i).later(step.after()));
        return List.of(passed, gone);
    }

    private static @Nullable String failureOf(List<Commands.Step> steps, Seen seen) {
        try {
            play(steps, seen);
            return null;
        } catch (AssertionError | RuntimeException e) {
            return e.toString();
        }
    }

    private static void play(List<Commands.Step> steps, Seen seen) {
        Play play = Play.beginning(Commands.PROGRAMS.getFirst(), Commands.START, 2);
        for (Commands.Step step : steps) {
            play = play.at(play.world().now().plus(step.after()));
            switch (step) {
                case Commands.Changed(var _, int program) -> play = play.with(Commands.PROGRAMS.get(program));
                case Commands.Given(var _, Deed deed, int times) -> {
                    for (int i = 0; i < times; i++) {
                        Play before = play.at(play.world().now().plusSeconds(i == 0 ? 0 : 1));
                        play = before.act(deed, acted -> seen.refusal(acted.decision()));
                    }
                }
            }
            play.check();
        }
        play.at(play.world().now().plus(LONG)).check();
        seen.entries(play.world());
    }
}
