package dev.tallystick.wallet;

import dev.tallystick.api.Answers;
import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.MemberCodes;
import dev.tallystick.ledger.MemberPages;
import dev.tallystick.ledger.Profile;
import dev.tallystick.ledger.Programs;
import dev.tallystick.points.Account;
import dev.tallystick.points.Activation;
import dev.tallystick.points.Fact;
import dev.tallystick.points.Lot;
import dev.tallystick.points.MemberId;
import dev.tallystick.points.OpenHold;
import dev.tallystick.points.PendingPoints;
import dev.tallystick.points.Program;
import dev.tallystick.store.Names;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A wallet as its page shows it, right at an instant. */
final class WalletJson {

    private final MemberCodes codes;
    private final Programs programs;

    WalletJson(MemberCodes codes, Programs programs) {
        this.codes = codes;
        this.programs = programs;
    }

    /** @param recent its newest entries as they are shown */
    Map<String, Object> of(MemberPages.Page page, List<Map<String, Object>> recent, Instant now) {
        Program program = programs.current();
        Account account = page.account().orElseThrow().settle(now).account();
        return new JsonObject()
                .with("member", member(page.profile()))
                .with("balance", Answers.balance(account.balance(), program))
                .with("tier", tier(account.standing(program, now), program))
                .with(
                        "expiring",
                        account.lots().lots().stream()
                                .map(lot -> expiring(lot, program))
                                .toList())
                .with("holds", account.holds().stream().map(WalletJson::hold).toList())
                .with("pending", pending(account.pending()))
                .with("recent", recent)
                .with("program", program(program))
                .with("code", code(account.member(), now))
                .build();
    }

    private static Map<String, Object> member(Optional<Profile> profile) {
        return new JsonObject()
                .with("name", profile.map(Profile::name).orElse(null))
                .with("cardNumber", profile.flatMap(Profile::cardNumber).orElse(null))
                .build();
    }

    private static Map<String, Object> tier(Fact.Standing standing, Program program) {
        return new JsonObject()
                .withAll(Answers.tier(standing, program))
                .with(
                        "next",
                        program.tiers().stream()
                                .filter(tier -> tier.threshold().isMoreThan(standing.points()))
                                .findFirst()
                                .map(tier -> new JsonObject()
                                        .with("id", tier.id())
                                        .with("name", tier.name())
                                        .with(
                                                "needed",
                                                tier.threshold()
                                                        .minus(standing.points())
                                                        .value())
                                        .build())
                                .orElse(null))
                .build();
    }

    /** A lot's end is the first instant that is too late. */
    private static Map<String, Object> expiring(Lot lot, Program program) {
        return new JsonObject()
                .with(
                        "on",
                        LocalDate.ofInstant(lot.endsAt().minusNanos(1), program.timeZone())
                                .toString())
                .with("points", lot.points().total())
                .build();
    }

    private static Map<String, Object> hold(OpenHold hold) {
        return new JsonObject()
                .with("points", hold.taken().total().value())
                .with("expiresAt", hold.expiresAt().toString())
                .build();
    }

    /** A sum for each day, in order, then one for each event. */
    private static List<Map<String, Object>> pending(PendingPoints pending) {
        Map<Instant, Long> days = new TreeMap<>();
        Map<String, Long> events = new TreeMap<>();
        pending.sums().forEach((activation, points) -> {
            switch (activation) {
                case Activation.OnDay day -> days.merge(day.activatesAt(), points.total(), Long::sum);
                case Activation.OnEvent event -> events.merge(Names.of(event.waitsFor()), points.total(), Long::sum);
                case Activation.AtOnce _ -> throw new IllegalStateException("not pending");
            }
        });
        List<Map<String, Object>> shown = new ArrayList<>();
        days.forEach((day, points) -> shown.add(new JsonObject()
                .with("points", points)
                .with("activatesAt", day.toString())
                .build()));
        events.forEach((event, points) -> shown.add(
                new JsonObject().with("points", points).with("waitsFor", event).build()));
        return shown;
    }

    private static Map<String, Object> program(Program program) {
        return new JsonObject()
                .with("name", program.name())
                .with(
                        "brand",
                        new JsonObject()
                                .with("name", program.brand().name())
                                .with("color", program.brand().color())
                                .with("logo", program.brand().logo())
                                .build())
                .with("timeZone", program.timeZone().getId())
                .with("currency", program.currency())
                .with("redeem", Map.of("minimum", program.redeem().minimum().value()))
                .build();
    }

    /** With the week's to come, so that a phone without a network goes on at its turn. */
    private Map<String, Object> code(MemberId member, Instant now) {
        MemberCodes.Seed seed = codes.seed(member, now);
        MemberCodes.Seed next = codes.seed(member, seed.validUntil());
        return new JsonObject()
                .with("seed", seed.text())
                .with("digits", MemberCodes.DIGITS)
                .with("period", MemberCodes.PERIOD)
                .with("algorithm", "SHA1")
                .with("validUntil", seed.validUntil().toString())
                .with(
                        "next",
                        new JsonObject()
                                .with("seed", next.text())
                                .with("validFrom", next.validFrom().toString())
                                .with("validUntil", next.validUntil().toString())
                                .build())
                .build();
    }
}
