package dev.tallystick.bench.units;

import dev.tallystick.member.LookupMember;
import dev.tallystick.member.ReadMember;
import dev.tallystick.member.ReadStatement;
import dev.tallystick.purchase.ReadPurchase;
import dev.tallystick.purchase.RecordPurchase;
import dev.tallystick.wallet.CreateLink;
import dev.tallystick.wallet.KeepSessions;
import dev.tallystick.wallet.ReadWallet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** The operations that people wait for, on one member. */
final class Operations {

    private static final String FIRST = "first earn of a process";

    /** Keys and programs are read again after a minute; on a slow machine what comes later leaves that out. */
    private static final long KNOWN_NANOS = 50_000_000_000L;

    private final Shop shop;
    private final long knownSince;
    private final String member;
    private final String card;
    private final Map<String, Units> taken = new LinkedHashMap<>();

    /** @param knownSince when the first function has read key and program */
    private Operations(Shop shop, String member, long knownSince) {
        this.shop = shop;
        this.knownSince = knownSince;
        this.member = member;
        this.card = String.valueOf(readMember().get("cardNumber"));
    }

    /** On that member, with functions that know key, program and secrets, since each has been called on another before. */
    static Map<String, Units> measure(Shop shop, String member) {
        shop.functions.forget();
        long start = System.nanoTime();
        String other = String.valueOf(shop.enrol().get("memberId"));
        shop.buy(other, 100_000);
        Map<String, Units> _ = new Operations(shop, other, start).measure();
        return new Operations(shop, member, start).measure();
    }

    private Map<String, Units> measure() {
        note("enrolment", shop::enrol);
        note("earn, by member id", () -> shop.buy(member, 4_250));
        note("earn, by card", () -> buyWith(Map.of("cardNumber", card)));
        paidWith(1);
        paidWith(3);
        note("redeem", () -> shop.redeem(member, 100, false, 201));
        AtomicReference<String> hold = new AtomicReference<>("");
        note("hold", () -> hold.set(shop.redeem(member, 100, true, 201)));
        // Another open hold would hide what the next ones change in the index of what is due.
        shop.followRedemption(hold.get(), "release", Map.of());
        held("capture", Map.of());
        held("release", Map.of());
        String spent = shop.redeem(member, 100, false, 201);
        note(
                "reversal",
                () -> shop.functions.call(
                        shop.functions.warm(dev.tallystick.redemption.FollowRedemption::new),
                        "POST /v1/redemptions/{id}/reversals",
                        Map.of("id", Shop.SOURCE + ":" + spent),
                        Map.of("reversalId", Shop.freshId()),
                        201));
        String wrong = shop.redeem(member, 100, false, 201);
        note("void of a redemption", () -> shop.followRedemption(wrong, "void", Map.of()));
        String bought = shop.buy(member, 4_250);
        note("refund", () -> shop.refund(bought, 1_000));
        String mistaken = shop.buy(member, 4_250);
        note("void of a purchase", () -> shop.followPurchase(mistaken, "void", Map.of()));
        String waiting = Shop.freshId();
        Map<String, Object> pickup =
                shop.purchase(waiting, Shop.member(member), 4_250, Instant.now().minusSeconds(60));
        pickup.put("activateOn", "pickup");
        note("earn, pending until pickup", () -> shop.buy(pickup, 201));
        note("activation", () -> shop.followPurchase(waiting, "activations", Map.of("activationId", Shop.freshId())));
        note("adjustment", () -> shop.adjust(member, 50));
        replayAndRefusal();
        reads(bought);
        return taken;
    }

    private void paidWith(int redemptions) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < redemptions; i++) {
            ids.add(Shop.SOURCE + ":" + shop.redeem(member, 100, false, 201));
        }
        Map<String, Object> purchase = shop.purchase(
                Shop.freshId(), Shop.member(member), 4_250, Instant.now().minusSeconds(60));
        purchase.put("paidWith", ids);
        note("earn, paid with %d".formatted(redemptions), () -> shop.buy(purchase, 201));
    }

    private void held(String step, Map<String, ?> body) {
        String hold = shop.redeem(member, 100, true, 201);
        note(step, () -> shop.followRedemption(hold, step, body));
    }

    private void replayAndRefusal() {
        Map<String, Object> purchase = shop.purchase(
                Shop.freshId(), Shop.member(member), 4_250, Instant.now().minusSeconds(60));
        shop.buy(purchase, 201);
        note("replay of an earn", () -> shop.buy(purchase, 200));
        note("refusal: not enough points", () -> shop.redeem(member, 900_000, false, 422));
        note(FIRST, () -> {
            Map<String, Object> first = shop.purchase(
                    Shop.freshId(), Shop.member(member), 4_250, Instant.now().minusSeconds(60));
            shop.functions.call(new RecordPurchase(), "POST /v1/purchases", Map.of(), first, 201);
        });
    }

    private void reads(String bought) {
        note("quote", () -> shop.quote(member));
        Map<String, String> path = Map.of("memberId", member);
        note("member, with balance and tier", this::readMember);
        note(
                "lookup, by card",
                () -> shop.functions.call(
                        shop.functions.warm(LookupMember::new),
                        "POST /v1/members/lookup",
                        Map.of(),
                        Map.of("member", Map.of("cardNumber", card)),
                        200));
        note(
                "statement, a page of 20",
                () -> shop.functions.call(
                        shop.functions.warm(ReadStatement::new),
                        "GET /v1/members/{memberId}/entries?limit=20",
                        path,
                        Map.of(),
                        200));
        note(
                "purchase, with what followed",
                () -> shop.functions.call(
                        shop.functions.warm(ReadPurchase::new),
                        "GET /v1/purchases/{id}",
                        Map.of("id", Shop.SOURCE + ":" + bought),
                        Map.of(),
                        200));
        Map<String, Object> link = shop.functions.call(
                shop.functions.warm(CreateLink::new),
                "POST /v1/members/{memberId}/wallet-links",
                path,
                Map.of("expiresIn", "PT5M"),
                201);
        Map<String, Object> session = shop.functions.call(
                shop.functions.warm(KeepSessions::new),
                "POST /v1/wallet/sessions",
                Map.of(),
                Map.of(),
                Map.of("token", String.valueOf(link.get("token"))),
                201);
        Map<String, String> bearer = Map.of("authorization", "Bearer " + session.get("token"));
        note(
                "wallet",
                () -> shop.functions.call(
                        shop.functions.warm(ReadWallet::new), "GET /v1/wallet", Map.of(), bearer, Map.of(), 200));
    }

    private Map<String, Object> readMember() {
        return shop.functions.call(
                shop.functions.warm(ReadMember::new),
                "GET /v1/members/{memberId}",
                Map.of("memberId", member),
                Map.of(),
                200);
    }

    private void buyWith(Map<String, Object> whom) {
        shop.buy(shop.purchase(Shop.freshId(), whom, 4_250, Instant.now().minusSeconds(60)), 201);
    }

    private void note(String operation, Runnable call) {
        List<Exchange> sent = Sent.during(call);
        boolean mayHaveForgotten = System.nanoTime() - knownSince > KNOWN_NANOS;
        taken.put(
                operation,
                Units.of(
                        mayHaveForgotten && !operation.equals(FIRST)
                                ? sent.stream()
                                        .filter(each -> !each.isOfAMinute())
                                        .toList()
                                : sent));
    }
}
