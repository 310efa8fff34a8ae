package dev.tallystick.demo;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/** Plays the purchases of some customers one after the other. */
final class Lane implements Callable<Played> {

    private final Api api;
    private final Connection connection;
    private final List<Purchase> purchases;
    private final Runnable afterEach;
    private final Map<Customer, Member> members = new HashMap<>();
    private Played played = Played.NOTHING;

    Lane(Api api, Connection connection, List<Purchase> purchases, Runnable afterEach) {
        this.api = api;
        this.connection = connection;
        this.purchases = purchases;
        this.afterEach = afterEach;
    }

    /** A customer who is enrolled, with what was seen of them. */
    private static final class Member {

        final String cardNumber;
        final Set<Channel> channels = EnumSet.noneOf(Channel.class);
        int visits;

        Member(String cardNumber) {
            this.cardNumber = cardNumber;
        }
    }

    @Override
    public Played call() {
        for (Purchase purchase : purchases) {
            play(purchase);
            afterEach.run();
        }
        long inBoth = members.values().stream()
                .filter(member ->
                        member.channels.contains(Channel.ONLINE) && member.channels.contains(Channel.IN_STORE))
                .count();
        return played.plus(Played.inBothChannels(inBoth));
    }

    private void play(Purchase purchase) {
        Customer customer = purchase.customer();
        Member member = members.computeIfAbsent(customer, this::enrol);
        member.channels.add(purchase.source().channel());
        Map<String, String> name = name(purchase, member);
        long available = record(purchase, name);
        boolean mayRedeem = purchase.source().channel() == Channel.IN_STORE || customer.spendsOnline();
        long points = Spending.points(available);
        if (mayRedeem && points > 0) {
            redeem(purchase, name, points);
        }
    }

    private Member enrol(Customer customer) {
        Answer answer = api.post(connection.key(Source.WEB), "/v1/members", customer.enrolment());
        String cardNumber = answer.success().text("cardNumber");
        played = played.plus(Played.enrolment(answer));
        return new Member(cardNumber);
    }

    /** What is available afterwards, or was when the purchase was first recorded: a second run spends the same. */
    private long record(Purchase purchase, Map<String, String> name) {
        Answer answer = api.post(connection.key(purchase.source()), "/v1/purchases", purchase.body(name));
        Document body = answer.success();
        played = played.plus(Played.purchase(answer, body.object("earned").number("points")));
        return body.object("balance").number("available");
    }

    private void redeem(Purchase purchase, Map<String, String> name, long points) {
        Answer answer = api.post(
                connection.key(purchase.source()),
                "/v1/redemptions",
                Map.of("redemptionId", "r-" + purchase.id(), "member", name, "points", points));
        Document body = answer.success();
        played = played.plus(Played.redemption(
                answer, body.number("points"), body.object("value").number("amount")));
    }

    /** The web shop goes by its own id and the e-mail in turn, a till by the card and the phone. */
    private static Map<String, String> name(Purchase purchase, Member member) {
        Customer customer = purchase.customer();
        boolean even = member.visits++ % 2 == 0;
        if (purchase.source().channel() == Channel.ONLINE) {
            return even ? Map.of("externalId", customer.webId()) : Map.of("email", customer.email());
        }
        return even ? Map.of("phone", customer.nationalPhone()) : Map.of("cardNumber", member.cardNumber);
    }
}
