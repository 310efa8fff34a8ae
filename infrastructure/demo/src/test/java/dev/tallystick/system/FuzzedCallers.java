package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.demo.Source;
import dev.tallystick.system.Cloud.Answer;
import dev.tallystick.system.Contract.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Who calls: keys of every kind, wallets of members of whom something is known that nobody else may see, and nobody. */
final class FuzzedCallers {

    private static final int MEMBERS = 4;
    private static final String NOBODY = "";

    /**
     * Bears a credential.
     *
     * @param owner whose wallet it opens
     */
    record Caller(String token, Set<String> scopes, Optional<Planted> owner) {}

    /** A member that is never erased, and what is told only to who asks for it by right. */
    record Planted(String id, Map<String, String> names, List<String> secrets) {}

    private final Cloud cloud;
    private final Random random;
    private final Phone phone;
    private final List<Planted> planted = new ArrayList<>();
    private final List<Caller> keys = new ArrayList<>();
    private final List<Caller> wallets = new ArrayList<>();
    private final List<String> cookies = new ArrayList<>();

    FuzzedCallers(Cloud cloud, Random random) {
        this.cloud = cloud;
        this.random = random;
        this.phone = new Phone(cloud);
        Shop shop = cloud.shop("web");
        for (int i = 0; i < MEMBERS; i++) {
            planted.add(plant(shop, i));
        }
        addKeys(shop);
    }

    private static Planted plant(Shop shop, int i) {
        String marker = "Marker-Of-Number-" + i;
        String number = "+493055501" + (10 + i);
        String email = "planted-" + i + "@example.com";
        Answer enrolled = shop.post("/v1/members", """
                {"enrolmentId": "planted-%d", "name": "%s", "phone": "%s", "email": "%s"}""".formatted(i, marker, number, email));
        String id = String.valueOf(enrolled.at("memberId"));
        String card = String.valueOf(enrolled.at("cardNumber"));
        assertThat(shop.adjust("planted-" + i, id, 1_000_000).status()).isEqualTo(201);
        return new Planted(
                id,
                Map.of("memberId", id, "phone", number, "email", email, "cardNumber", card),
                List.of(marker, number, email, card));
    }

    private void addKeys(Shop shop) {
        keys.add(key(shop.key(), Source.OFFICE.scopes()));
        keys.add(key(cloud.shopByItself("store-1").key(), List.of("members")));
        keys.add(key(cloud.tillKey("store-1", "till-3"), Source.OFFICE.scopes()));
        Source.OFFICE.scopes().stream()
                .sorted()
                .forEach(scope -> keys.add(key(cloud.key("web", Set.of(scope)), List.of(scope))));
        Answer limited = shop.post("/v1/keys", """
                {"source": "web", "scopes": ["members", "purchases"], "ratePerMinute": 40}""");
        keys.add(key(String.valueOf(limited.at("key")), List.of("members", "purchases")));
        keys.add(key("tsk_" + "a".repeat(16) + "_" + "b".repeat(52), List.of()));
        keys.add(key(NOBODY, List.of()));
    }

    private static Caller key(String text, List<String> scopes) {
        return new Caller(text, Set.copyOf(scopes), Optional.empty());
    }

    List<Planted> planted() {
        return planted;
    }

    /** Mostly one that may do it, so that requests come past the door. */
    Caller any(Operation operation) {
        boolean wallet = operation.path().startsWith("/v1/wallet");
        return switch (random.nextInt(20)) {
            case 0 -> wallet ? keys.get(random.nextInt(keys.size())) : wallet();
            case 1 -> new Caller(mutated(wallet().token()), Set.of(), Optional.empty());
            case 2, 3, 4 -> keys.get(random.nextInt(keys.size()));
            default -> wallet ? wallet() : keys.get(random.nextInt(3));
        };
    }

    /** A good wallet token: of a link, or of a session. */
    private Caller wallet() {
        if (wallets.size() < MEMBERS) {
            Planted member = planted.get(random.nextInt(MEMBERS));
            String token = phone.link(member.id());
            if (random.nextBoolean()) {
                Answer begun = phone.begin(token);
                token = Phone.token(begun);
                cookies.add(Phone.cookie(begun));
            }
            wallets.add(new Caller(token, Set.of(), Optional.of(member)));
        }
        return wallets.get(random.nextInt(wallets.size()));
    }

    /** Something in place of a link's token: a good one, one of a session, one that was changed. */
    String token() {
        return switch (random.nextInt(4)) {
            case 0 -> phone.link(planted.get(random.nextInt(MEMBERS)).id());
            case 1 -> mutated(wallet().token());
            case 2 -> cookie().replaceFirst(".*=", "");
            default -> wallet().token();
        };
    }

    /** A device's cookie, now or formerly, or one that was changed. */
    String cookie() {
        String cookie = cookies.isEmpty() ? "__Host-tallystick=" : cookies.get(random.nextInt(cookies.size()));
        return switch (random.nextInt(6)) {
            case 0 -> mutated(cookie);
            case 1 -> "a=b; " + cookie + "; " + cookies.stream().findFirst().orElse("c");
            default -> cookie;
        };
    }

    /** With one letter changed, cut off, or with the member of another. */
    private String mutated(String token) {
        if (token.length() < 2) {
            return "x";
        }
        int place = random.nextInt(token.length() - 1); // The last letter holds bits that mean nothing.
        return switch (random.nextInt(4)) {
            case 0 -> token.substring(0, place);
            case 1 -> token + "x";
            default ->
                token.substring(0, place) + (token.charAt(place) == 'A' ? 'B' : 'A') + token.substring(place + 1);
        };
    }

    /** Remembers new cookies, and forgets who was signed out. */
    void noteAnswer(Caller caller, Answer answer) {
        if (answer.status() == 401) {
            wallets.remove(caller);
        }
        answer.headers().getOrDefault("set-cookie", List.of()).stream()
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .forEach(cookies::add);
        while (cookies.size() > 2 * MEMBERS) {
            cookies.removeFirst();
        }
    }

    /** That nobody is told anything of somebody else. */
    void checkNothingLeaks(Operation operation, Caller caller, Answer answer) {
        boolean members = operation.path().startsWith("/v1/members")
                && answer.status() < 300
                && (caller.scopes().contains("members") || caller.scopes().contains("privacy"));
        boolean wallet = operation.path().startsWith("/v1/wallet") && answer.status() < 300;
        for (Planted member : planted) {
            boolean asked = (members && answer.text().contains(member.id()))
                    || (wallet && caller.owner().filter(member::equals).isPresent());
            assertThat(member.secrets().stream().anyMatch(answer.text()::contains) && !asked)
                    .as("tells of somebody else: " + answer.text())
                    .isFalse();
            assertThat(wallet && !asked && answer.text().contains(member.id()))
                    .as("a wallet names another member: " + answer.text())
                    .isFalse();
        }
    }

    /** How members can be named, and how nobody can. */
    List<Map<String, String>> names() {
        List<Map<String, String>> names = new ArrayList<>();
        planted.forEach(member -> {
            Map<String, String> all = new HashMap<>(member.names());
            all.put("memberCode", phone.code(member.id(), 0));
            names.add(all);
        });
        names.add(Map.of(
                "phone", "+4930999999", "externalId", "nobody", "memberCode", "900412345678", "presence", "a.b.c"));
        return names;
    }
}
