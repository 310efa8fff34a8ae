package dev.tallystick.system;

import dev.tallystick.demo.Source;
import dev.tallystick.system.Cloud.Answer;
import java.util.Set;

/** A store of a test's own, with tills: their keys, and what the office knows of who buys there. */
record TillShop(String id, Shop office) {

    /** What a till may do. */
    static final Set<String> SCOPES = Set.copyOf(Source.WEB.scopes());

    /** Told by the browser itself where the interface says no, or the network is cut. */
    private static final String[] EXPECTED = {
        "404", "409", "401", "422", "403", "413", "429", "ERR_INTERNET_DISCONNECTED", "ERR_FAILED"
    };

    TillShop() {
        this("shop-" + Cloud.freshId().substring(0, 8), TillPage.CLOUD.shop("office"));
    }

    static void nothingWentWrong(Browser browser) {
        browser.hasNothingToComplainOf(EXPECTED);
    }

    static String freshPhone() {
        String digits = Cloud.freshId().replaceAll("\\D", "") + "4711008";
        return "030 2" + digits.substring(0, 7);
    }

    String tillKey(String terminal) {
        return tillKey(terminal, SCOPES);
    }

    String tillKey(String terminal, Set<String> scopes) {
        return issue("\"terminal\": \"" + terminal + "\",", scopes);
    }

    /** A key of the store, of none of its tills. */
    String storeKey() {
        return issue("", SCOPES);
    }

    private String issue(String terminal, Set<String> scopes) {
        Answer issued = TillPage.CLOUD.issueKey("""
                {"source": {"id": "%s", "channel": "in_store", "name": "Harbour", "timeZone": "Europe/Berlin", "country": "DE"},
                 %s "scopes": [%s]}""".formatted(
                id,
                terminal,
                String.join(",", scopes.stream().map(scope -> '"' + scope + '"').toList())));
        return String.valueOf(issued.at("key"));
    }

    Answer purchase(String receipt) {
        return office.purchase(id + ".till-1:" + receipt);
    }

    long available(String member) {
        return office.member(member).number("balance.available");
    }

    String card(String member) {
        return String.valueOf(office.member(member).at("cardNumber"));
    }
}
