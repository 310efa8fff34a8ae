package dev.tallystick.points;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One member's {@link Life} told in a line, and what is seen at its end. It begins on 22 November 2026 at 10:00 UTC with the
 * shipped program. Ids that begin with p are purchases, others are redemptions. Only the last thing told may be refused,
 * unless it is told with {@code try}.
 *
 * <pre>
 * buy p1 100.00 [online|store|office] [pickup|delivery|payment] [with h1,r1] [lines books=80.00,~shipping=20.00]
 *     [day 2026-11-20] [happened 2026-11-20T10:00:00Z] [offline]   a charge bears ~, a line without category is -
 * refund p1 50.00 [keep] [lines …] [happened …] [offline]          keep: what had paid is not given back
 * activate p1 [20.00] | redeem r1 500 [offline] [online] | hold h1 300 [15m] | extend h1 30m | capture h1 [200] | release h1
 * reverse r1 [100] | void p1 | adjust -50 | program months=1 grace=0 | +16m | at 2028-12-01T00:00:00Z
 * </pre>
 *
 * What is seen is named by its first word; see {@link #seenOne}.
 */
final class Story {

    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "ms", ChronoUnit.MILLIS,
            "s", ChronoUnit.SECONDS,
            "m", ChronoUnit.MINUTES,
            "h", ChronoUnit.HOURS,
            "d", ChronoUnit.DAYS);

    private final Life life = new Life(Program.shipped());
    private final Map<String, Program> decidedBy = new HashMap<>();
    private Program program = Program.shipped();
    private int before = 1;
    private @Nullable Decision last;

    static Story of(String told) {
        return new Story().tell(told);
    }

    /** Tells a story and checks what is seen at its end. */
    static void check(String told, String expected) {
        assertThat(of(told).seen(expected)).isEqualTo(normal(expected));
    }

    Story tell(String told) {
        for (String sentence : told.split("\\|", -1)) {
            List<String> words = new ArrayList<>(List.of(sentence.strip().split("\\s+", -1)));
            boolean tried = words.removeIf(word -> word.equals("try"));
            if (last instanceof Decision.Refused(Refusal refusal)) {
                throw new AssertionError("refused before " + sentence + ": " + refusal);
            }
            before = life.entries().size();
            last = happens(words);
            last = tried ? null : last;
        }
        return this;
    }

    /** Why the last thing told was refused. */
    Refusal refusal() {
        return last instanceof Decision.Refused(Refusal refusal) ? refusal : fail("not refused");
    }

    /** Whatever was refused, the story goes on. */
    Story again() {
        last = null;
        return this;
    }

    private @Nullable Decision happens(List<String> words) {
        String verb = words.getFirst();
        if (verb.startsWith("+")) {
            life.pass(duration(verb.substring(1)));
            return null;
        }
        if (verb.equals("erase")) {
            return life.erase();
        }
        String id = words.get(1);
        if (verb.equals("at")) {
            life.at(Instant.parse(id));
            return null;
        }
        if (verb.equals("program")) {
            program = ProgramText.changed(program, words.subList(1, words.size()));
            life.program(program);
            return null;
        }
        decidedBy.putIfAbsent(id, program);
        Optional<String> third = words.size() > 2 ? Optional.of(words.get(2)) : Optional.empty();
        return switch (verb) {
            case "buy" -> life.buy(id, purchase(words), list(words, "with"));
            case "refund" -> life.refund(id, refund(words), decidedBy.get(id));
            case "activate" -> life.activate(id, third.map(Story::minor).orElse(null));
            case "redeem" ->
                life.redeem(
                        id,
                        new Command.RedeemPoints(
                                Points.of(Long.parseLong(third.orElseThrow())),
                                words.contains("online") ? Channel.ONLINE : Channel.IN_STORE,
                                isOffline(words)),
                        counter(words));
            case "hold" ->
                life.hold(id, Long.parseLong(third.orElseThrow()), words.size() > 3 ? duration(words.get(3)) : null);
            case "extend" -> life.extend(id, duration(third.orElseThrow()));
            case "capture" -> life.capture(id, third.map(Long::valueOf).orElse(null), decidedBy.get(id));
            case "release" -> life.release(id);
            case "reverse" -> life.reverse(id, third.map(Long::valueOf).orElse(null));
            case "void" -> isPurchase(id) ? life.voidPurchase(id) : life.voidRedemption(id);
            case "adjust" -> life.adjust(Long.parseLong(id));
            default -> throw new IllegalArgumentException("nobody knows how to " + verb);
        };
    }

    private Command.RecordPurchase purchase(List<String> words) {
        Channel channel =
                words.contains("store") ? Channel.IN_STORE : words.contains("office") ? Channel.OFFICE : Channel.ONLINE;
        Optional<WaitsFor> waitsFor = Arrays.stream(WaitsFor.values())
                .filter(event -> words.contains(event.name().toLowerCase(Locale.ROOT)))
                .findFirst();
        return new Command.RecordPurchase(
                new Money(minor(words.get(2))),
                lines(words),
                charges(words),
                after(words, "happened").map(Instant::parse).orElse(life.now()),
                after(words, "day").map(LocalDate::parse).orElse(LocalDate.ofInstant(life.now(), program.timeZone())),
                channel,
                "shop",
                waitsFor.orElse(null),
                isOffline(words));
    }

    private Command.Refund refund(List<String> words) {
        return new Command.Refund(
                new Money(minor(words.get(2))),
                lines(words),
                charges(words),
                after(words, "happened").map(Instant::parse).orElse(life.now()),
                !words.contains("keep"),
                isOffline(words));
    }

    private static boolean isOffline(List<String> words) {
        return words.contains("offline");
    }

    private static List<Command.Line> lines(List<String> words) {
        return list(words, "lines").stream()
                .filter(line -> !line.startsWith("~"))
                .map(line -> line.split("=", 2))
                .map(line -> new Command.Line("sku", line[0].equals("-") ? null : line[0], new Money(minor(line[1]))))
                .toList();
    }

    private static List<Command.Charge> charges(List<String> words) {
        return list(words, "lines").stream()
                .filter(line -> line.startsWith("~"))
                .map(line -> line.substring(1).split("=", 2))
                .map(charge -> new Command.Charge(
                        ChargeKind.valueOf(charge[0].toUpperCase(Locale.ROOT)), new Money(minor(charge[1]))))
                .toList();
    }

    /** {@code in_store}, and {@code code 7} where one was shown. */
    private static Counter counter(List<String> words) {
        return new Counter(
                words.contains("in_store")
                        ? Channel.IN_STORE
                        : words.contains("online") ? Channel.ONLINE : Channel.OFFICE,
                after(words, "code").map(Long::valueOf).orElse(null));
    }

    private static List<String> list(List<String> words, String name) {
        return after(words, name).map(list -> List.of(list.split(",", -1))).orElse(List.of());
    }

    private static Optional<String> after(List<String> words, String name) {
        int at = words.indexOf(name);
        return at < 0 ? Optional.empty() : Optional.of(words.get(at + 1));
    }

    /** What is really seen of each thing that is expected, in the same words. */
    String seen(String expected) {
        return Arrays.stream(expected.split("\\|", -1))
                .map(one -> seenOne(List.of(one.strip().split("\\s+", -1))))
                .collect(joining(" | "));
    }

    /** An expectation with its spaces as {@link #seen} writes them. */
    static String normal(String expected) {
        return Arrays.stream(expected.split("\\|", -1))
                .map(one -> one.strip().replaceAll("\\s+", " "))
                .collect(joining(" | "));
    }

    private String seenOne(List<String> words) {
        String what = words.getFirst();
        return switch (what) {
            case "done", "unchanged", "refused" -> outcome();
            case "has" -> "has " + balance(life.account().balance());
            case "lots" -> "lots " + lots(life.account().lots().lots());
            case "moves" -> "moves " + lots(own().fact().lotChanges());
            case "posts" -> "posts " + postings(own().postings());
            case "pending" -> "pending " + pending(life.account().pending());
            case "kinds" -> "kinds " + kinds();
            case "earned" -> "earned " + earned((Fact.Earned) own().fact());
            case "pools" -> "pools " + pools(((Fact.Earned) own().fact()).pools());
            case "back" -> "back " + back(own().fact());
            case "clock" -> "clock " + (own().fact().clockSuspect() ? "suspect" : "trusted");
            case "first" -> "first " + first(((Fact.Earned) own().fact()).firsts());
            case "tier" -> "tier " + tier(life.account().standing(program, life.now()));
            case "until" ->
                "until " + words.get(1) + " " + life.redemption(words.get(1)).expiresAt();
            case "at" -> "at " + own().at();
            default -> what + " " + (isPurchase(what) ? of(life.purchase(what)) : of(life.redemption(what)));
        };
    }

    private String outcome() {
        return switch (last) {
            case Decision.Accepted _ -> "done";
            case Decision.Unchanged() -> "unchanged";
            case Decision.Refused(Refusal refusal) -> "refused " + refused(refusal);
            case null -> "nothing asked";
        };
    }

    /** With what it tells the caller. */
    private static String refused(Refusal refusal) {
        String name = refusal.getClass().getSimpleName();
        return switch (refusal) {
            case Refusal.InsufficientPoints(Balance balance) -> name + " " + balance(balance);
            case Refusal.CaptureExceedsHold(Points held) -> name + " " + held.value();
            case Refusal.ReversalExceedsRedemption(Points left) -> name + " " + left.value();
            case Refusal.ActivationExceedsPurchase(Money left) -> name + " " + decimal(left);
            case Refusal.RefundExceedsPurchase(Money left) -> name + " " + decimal(left);
            case Refusal.TooManyRedemptions(int most, Duration retryAfter) -> name + " " + most + " " + retryAfter;
            case Refusal.TooManySteps(int most) -> name + " " + most;
            default -> name;
        };
    }

    private Entry own() {
        return life.entries().getLast();
    }

    /** Of the entries that the last thing told made. */
    private String kinds() {
        String kinds = life.entries().stream()
                .skip(before)
                .map(entry -> entry.fact().kind().name().toLowerCase(Locale.ROOT))
                .collect(joining(" "));
        return kinds.isEmpty() ? "none" : kinds;
    }

    /** Those that are not zero. */
    private static String balance(Balance balance) {
        String sums = (balance.available().isZero() ? "" : balance.available().value() + " ")
                + (balance.held().isZero() ? "" : "held " + balance.held().value() + " ")
                + (balance.pending().isZero()
                        ? ""
                        : "pending " + balance.pending().value() + " ")
                + (balance.debt().isZero() ? "" : "debt " + balance.debt().value());
        return sums.isEmpty() ? "nothing" : sums.strip();
    }

    /** The month with which each lot ends, and its points earned online/in store. */
    private static String lots(List<Lot> lots) {
        return lots.isEmpty()
                ? "none"
                : lots.stream()
                        .map(lot -> lot.endsAt()
                                        .minusMillis(1)
                                        .atZone(ZoneOffset.UTC)
                                        .toLocalDate()
                                        .toString()
                                        .substring(0, 7)
                                + "=" + channels(lot.points()))
                        .collect(joining(" "));
    }

    private static String channels(ByChannel points) {
        return points.online() + "/" + points.inStore();
    }

    private static String postings(Postings postings) {
        String moved = Arrays.stream(LedgerAccount.values())
                .filter(account -> postings.of(account) != 0)
                .map(account -> account.name().toLowerCase(Locale.ROOT) + "=" + postings.of(account))
                .collect(joining(" "));
        return moved.isEmpty() ? "nothing" : moved;
    }

    private static String pending(PendingPoints pending) {
        return pending.sums().isEmpty()
                ? "nothing"
                : pending.sums().entrySet().stream()
                        .map(sum -> waits(sum.getKey()) + "=" + channels(sum.getValue()))
                        .sorted()
                        .collect(joining(" "));
    }

    private static String waits(Activation activation) {
        return switch (activation) {
            case Activation.AtOnce _ -> "now";
            case Activation.OnDay(Instant activatesAt, Instant _) -> activatesAt.toString();
            case Activation.OnEvent(WaitsFor event) -> event.name().toLowerCase(Locale.ROOT);
        };
    }

    private static String earned(Fact.Earned earned) {
        return earned.earned().value()
                + earned.breakdown().stream()
                        .map(share -> " " + share.rule() + "=" + share.points())
                        .collect(joining());
    }

    private static String pools(List<Pool> pools) {
        return pools.stream()
                .map(pool -> pool.rules() + "=" + decimal(pool.total()) + "/"
                        + pool.points().value())
                .collect(joining(" "));
    }

    /** Points taken back and given back. */
    private static String back(Fact fact) {
        return switch (fact) {
            case Fact.ClawedBack some ->
                some.clawback().points().value() + " and " + some.restored().value();
            case Fact.PurchaseVoided all ->
                all.clawback().points().value() + " and " + all.restored().value();
            case Fact.Reversed reversed -> reversed.points().value() + " worth " + decimal(reversed.value());
            case Fact.RedemptionVoided all -> all.points().value() + " worth " + decimal(all.value());
            default -> "nothing";
        };
    }

    private static String first(Fact.Firsts firsts) {
        return (firsts.purchase() ? "anywhere " : "")
                + (firsts.inChannel() ? "here " : "")
                + (firsts.otherChannelAt() == null ? "alone" : "crossing");
    }

    private static String tier(Fact.Standing standing) {
        return standing.tier() + " " + standing.points().value();
    }

    /** Its status and the points that it keeps of those that it earned. */
    private String of(Purchase purchase) {
        Purchase seen = life.account().erased() ? purchase.forfeited() : purchase;
        return seen.statusAt(life.now()).name().toLowerCase(Locale.ROOT) + " "
                + purchase.kept().value() + " of " + purchase.earned().earned().value();
    }

    /** Its status and its points, held or spent and not given back, of how many, and what they are worth. */
    private String of(Redemption redemption) {
        Redemption seen = life.account().erased() ? redemption.forfeited() : redemption;
        Redemption.Status status = seen.statusAt(life.now());
        String points =
                seen.left().total().value() + " of " + redemption.points().value();
        return status.name().toLowerCase(Locale.ROOT) + " "
                + switch (status) {
                    case HELD, CAPTURED, REDEEMED, PARTIALLY_REVERSED, REVERSED ->
                        points + " worth " + decimal(redemption.valueLeft());
                    case RELEASED, EXPIRED, VOIDED -> points;
                };
    }

    private static boolean isPurchase(String id) {
        return id.startsWith("p");
    }

    private static Duration duration(String text) {
        int digits = text.chars().takeWhile(Character::isDigit).map(_ -> 1).sum();
        ChronoUnit unit = UNITS.get(text.substring(digits));
        return Duration.of(Long.parseLong(text.substring(0, digits)), unit);
    }

    private static long minor(String decimal) {
        return Long.parseLong(decimal.replace(".", ""));
    }

    private static String decimal(Money money) {
        return "%d.%02d".formatted(money.minorUnits() / 100, money.minorUnits() % 100);
    }
}
