package dev.tallystick.ledger.simulation;

import dev.tallystick.ledger.Accounts;
import dev.tallystick.ledger.CarelessStore;
import dev.tallystick.ledger.FakeLedgerStore;
import dev.tallystick.ledger.FakeTables;
import dev.tallystick.ledger.FunctionInstance;
import dev.tallystick.ledger.LedgerStore;
import dev.tallystick.ledger.ProgramItem;
import dev.tallystick.ledger.Recorded;
import dev.tallystick.ledger.simulation.Violation.Rule;
import dev.tallystick.points.Account;
import dev.tallystick.points.MemberId;
import dev.tallystick.points.Program;
import dev.tallystick.store.Backoff;
import dev.tallystick.store.Keys;
import dev.tallystick.store.Pause;
import dev.tallystick.store.SecretKeys;
import dev.tallystick.store.Unavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Shops, tills and a schedule, all at the real ledger, which is on a store that fails as the seed wills. Every call of the store
 * is a step; between two steps anything may happen: another goes on, time passes, a function dies. First everything goes wrong,
 * then nothing any more, until everyone is answered.
 */
final class Simulation {

    private static final SecretKeys KEYS =
            SecretKeys.parse("{\"current\": \"2\", \"1\": \"first\", \"2\": \"second\"}");
    private static final int MOST_ATTEMPTS = 60;
    private static final int MOST_STEPS = 50_000;
    private static final int MOST_STEPS_WITHOUT_GUARD = 3_000;
    private static final int RESENT = 2;
    private static final int MOST_SWEEPS = 10;
    private static final Duration LONG_AFTER = Duration.ofDays(3_650);

    private final Guards guards;
    private final Dice dice;
    private final Weather weather;
    private final World world;
    private final Shop shop;
    private final FakeTables tables;
    private final FakeLedgerStore network;
    private final LedgerStore store;
    private final Audit audit;
    private final Ears ears;
    private final Counts counts = new Counts();
    private final List<Letter> post = new ArrayList<>();
    private final List<Instance> idle = new ArrayList<>();
    private boolean closing;
    private int tillsAtWork;
    private int underway;
    private int requests;
    private int members;
    private int programs;

    /** Which of the store's two guards there are. */
    enum Guards {
        BOTH,
        ACCOUNTS_ONLY,
        STEPS_ONLY,
        NONE
    }

    /** How it went. */
    record Result(List<String> trace, Set<Violation> violations, Counts counts) {}

    /** A function's process, which serves one request at a time, with its clock's error. */
    private final class Instance {

        private Duration skew = weather.skew();
        private final FunctionInstance function = new FunctionInstance(
                store,
                network,
                () -> KEYS,
                () -> world.now().plus(skew),
                Attempts::new,
                () -> new MemberId("m-" + members++));
    }

    /** What a request does instead of waiting: it lets the others go on. */
    private final class Attempts implements Pause {

        private int attempts;

        @Override
        public void pause() {
            attempts++;
            if (attempts >= MOST_ATTEMPTS) {
                throw new Backoff.Exhausted();
            }
            world.step("decides anew");
        }
    }

    private Simulation(Dice dice, Shop.Theme theme, Guards guards) {
        this.guards = guards;
        this.dice = dice;
        this.weather = new Weather(dice);
        this.world = new World(dice, weather, counts);
        this.shop = new Shop(dice, theme);
        this.tables = new FakeTables(this::written);
        this.audit = new Audit(tables, this::count);
        this.ears = new Ears(audit);
        this.network = new FakeLedgerStore(tables, world, () -> KEYS);
        this.store = switch (guards) {
            case BOTH -> network;
            case ACCOUNTS_ONLY -> new CarelessStore(network, tables, false, true);
            case STEPS_ONLY -> new CarelessStore(network, tables, true, false);
            case NONE -> new CarelessStore(network, tables, false, false);
        };
    }

    static Result run(long seed) throws InterruptedException {
        Dice dice = new Dice(seed);
        return new Simulation(dice, Shop.Theme.drawn(dice), Guards.BOTH).run();
    }

    static Recordings recordings(long seed) throws InterruptedException {
        Dice dice = new Dice(seed);
        Simulation simulation = new Simulation(dice, Shop.Theme.drawn(dice), Guards.BOTH);
        var _ = simulation.run();
        return new Recordings(simulation.audit.items(), simulation.tables);
    }

    /** As a store without a guard would have it. */
    static Result run(long seed, Shop.Theme theme, Guards guards) throws InterruptedException {
        return new Simulation(new Dice(seed), theme, guards).run();
    }

    private Result run() throws InterruptedException {
        replaceProgram();
        together(1, this::open);
        world.storm(dice.between(100, 1_000));
        together((int) dice.between(2, 6), this::serve);
        world.calm();
        together(1, this::close);
        ears.check();
        return new Result(world.trace(), audit.violations(), counts);
    }

    /** So many tills, and the schedule as long as one of them is at work. */
    private void together(int tills, Runnable work) throws InterruptedException {
        if (isOver()) {
            return;
        }
        Handover handover = world.gather();
        idle.clear();
        tillsAtWork = tills;
        for (int i = 0; i <= tills; i++) {
            idle.add(new Instance());
        }
        for (int i = 0; i < tills; i++) {
            handover.add("till " + i, () -> {
                work.run();
                tillsAtWork--;
            });
        }
        handover.add("schedule", this::settleNowAndThen);
        handover.run();
    }

    private void open() {
        int count = (int) dice.between(2, 3);
        for (int i = 0; i < count; i++) {
            Message.Enrol enrolment = shop.joining(i);
            deliver(new Letter(enrolment, null, 0));
            shop.joined(new MemberId("m-" + i), enrolment);
            deliver(new Letter(shop.welcome(i), null, 0));
        }
        shop.beginnings().forEach(message -> deliver(new Letter(message, null, 0)));
        for (Message message : shop.messages((int) dice.between(10, 80))) {
            post.add(new Letter(message, null, RESENT));
            if (dice.chance(0.25)) {
                counts.add("duplicated");
                post.add(new Letter(message, null, 0));
            }
        }
    }

    /** Takes any letter, since messages overtake each other, until every one is answered. */
    private void serve() {
        while (!post.isEmpty() || underway > 0) {
            if (post.isEmpty()) {
                world.pass();
            } else {
                if (dice.chance(0.01)) {
                    replaceProgram();
                }
                deliver(dice.take(post));
            }
        }
    }

    private void deliver(Letter letter) {
        Message message = letter.message();
        String requestId = letter.requestId() == null ? "q" + requests++ : letter.requestId();
        Instance instance = wake();
        Ears.Sent request = ears.sent(requestId, message);
        underway++;
        world.note(requestId + " asks " + message);
        try {
            Answer answer = message.carryOut(instance.function, requestId);
            world.note(requestId + " hears " + answer);
            ears.heard(request, answer);
            count(answer);
            idle.add(instance);
            sendAgain(letter, answer);
        } catch (Unavailable | Backoff.Exhausted e) {
            unanswered(letter, request, e);
            idle.add(instance);
        } catch (World.Crashed e) {
            unanswered(letter, request, e);
            idle.add(new Instance());
        } catch (Handover.Over e) {
            throw e;
        } catch (RuntimeException e) {
            failed(message.toString(), e);
            idle.add(new Instance());
        }
        underway--;
        stopIfBroken();
    }

    private Instance wake() {
        Instance instance = dice.take(idle);
        if (!closing && dice.chance(0.05)) {
            instance.skew = weather.skew();
            counts.add("clock jumped");
        }
        return instance;
    }

    /** A till that has heard nothing asks again, as a new request; a queue delivers the same one again. */
    private void unanswered(Letter letter, Ears.Sent request, RuntimeException why) {
        world.note(request.requestId() + " hears nothing: " + why.getClass().getSimpleName());
        counts.add("unanswered: " + why.getClass().getSimpleName());
        ears.nothing(request);
        post.add(letter.withRequestId(dice.chance(0.3) ? request.requestId() : null));
    }

    private void sendAgain(Letter letter, Answer answer) {
        if (letter.left() > 0 && dice.chance(answer instanceof Answer.Refused ? 0.5 : 0.3)) {
            post.add(letter.once());
        }
    }

    private void failed(String what, RuntimeException e) {
        audit.report(
                Rule.A_FAULT_OF_THE_STORE_IS_THE_ONLY_ONE,
                what + ": " + e + " at "
                        + List.of(e.getStackTrace()).stream().limit(6).toList());
    }

    private void settleNowAndThen() {
        while (tillsAtWork > 0) {
            world.pass();
            endIfEndless();
            if (dice.chance(0.1)) {
                sweep();
            }
        }
    }

    private void sweep() {
        Instance instance = wake();
        String requestId = "q" + requests++;
        List<MemberId> due = tables.due(world.now().plus(instance.skew));
        try {
            for (MemberId member : due) {
                int settled = instance.function.settler.settle(member, requestId);
                counts.add(settled > 0 ? "schedule: settled" : "schedule: somebody else was first");
            }
            idle.add(instance);
        } catch (Unavailable e) {
            counts.add("schedule: unavailable");
            idle.add(instance);
        } catch (World.Crashed e) {
            counts.add("schedule: crashed");
            idle.add(new Instance());
        } catch (Handover.Over e) {
            throw e;
        } catch (RuntimeException e) {
            failed("schedule", e);
            idle.add(new Instance());
        }
        stopIfBroken();
    }

    /** What is due is done, now and long after, once clocks are right again: one that is behind sees nothing due. */
    private void close() {
        closing = true;
        idle.forEach(instance -> instance.skew = Duration.ZERO);
        sweepUntilNothingIsDue();
        world.wait(LONG_AFTER);
        sweepUntilNothingIsDue();
        for (int i = 0; i < members; i++) {
            new Accounts(tables)
                    .find(new MemberId("m-" + i))
                    .filter(account -> account.dueAt(Duration.ZERO).isPresent())
                    .ifPresent(account -> audit.report(Rule.NOTHING_STAYS_DUE, account.toString()));
            new Accounts(tables)
                    .find(new MemberId("m-" + i))
                    .filter(Account::erased)
                    .map(Account::member)
                    .map(tables::personal)
                    .filter(personal -> !personal.isEmpty())
                    .ifPresent(personal -> audit.report(Rule.NOTHING_PERSONAL_IS_LEFT, personal.toString()));
        }
    }

    private void sweepUntilNothingIsDue() {
        for (int i = 0; i < MOST_SWEEPS && !tables.due(world.now()).isEmpty(); i++) {
            sweep();
        }
        tables.due(world.now()).forEach(member -> audit.report(Rule.NOTHING_STAYS_DUE, member.value()));
    }

    /** Only functions that start after it know it. */
    private void replaceProgram() {
        programs++;
        Program program = AnyProgram.drawn(dice, programs);
        tables.put(ProgramItem.write(Keys.programVersion(programs), program));
        tables.put(ProgramItem.write(Keys.currentProgram(), program));
        world.note("program " + program);
    }

    private void written() {
        audit.check();
        stopIfBroken();
    }

    private void stopIfBroken() {
        if (isOver()) {
            world.stop();
        }
    }

    /** The schedule sees all steps pass. */
    private void endIfEndless() {
        if (world.steps() > mostSteps()) {
            audit.report(Rule.EVERYONE_IS_ANSWERED, post.size() + " are not after " + world.steps() + " steps");
            world.stop();
        }
    }

    private int mostSteps() {
        return guards == Guards.BOTH ? MOST_STEPS : MOST_STEPS_WITHOUT_GUARD;
    }

    /** With a guard missing it goes on, to see all that comes of it. */
    private boolean isOver() {
        return world.steps() > mostSteps()
                || (guards == Guards.BOTH && !audit.violations().isEmpty());
    }

    private void count(Recorded recorded) {
        counts.add("entry: " + Steps.name(recorded));
    }

    private void count(Answer answer) {
        switch (answer) {
            case Answer.Done done -> counts.add(done.replayed() ? "answer: replayed" : "answer: done");
            case Answer.Refused refused ->
                counts.add("refused: " + refused.refusal().getClass().getSimpleName());
        }
    }
}
