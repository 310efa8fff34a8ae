package dev.tallystick.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.tallystick.system.Cloud.Answer;

/** What the tests of the wallet's page share: a system with a brand and rules of its own, and who is on it. */
final class WalletPages {

    static final String BRAND = "Kessel & <Korn>";
    static final Cloud CLOUD = start();
    static final Shop WEB = CLOUD.shop("web");
    static final Shop STORE = CLOUD.shop("store-1");
    static final Phone PHONE = new Phone(CLOUD);

    /** A member with something of everything. */
    static final String RICH = rich();

    private WalletPages() {}

    private static Cloud start() {
        Cloud cloud = Cloud.start(Cloud.dataDirectory());
        cloud.changeProgram(
                program -> program.replaceFirst(
                                "\"brand\":\\{[^}]*}", "\"brand\":{\"name\":\"" + BRAND + "\",\"color\":\"#2f6f4f\"}")
                        .replaceFirst("\"pendingDays\":\\{[^}]*}", "\"pendingDays\":{\"online\":3,\"in_store\":0}")
                        .replaceFirst("\"months\":24", "\"months\":1")
                        .replaceFirst(
                                "\"brand\"",
                                "\"bonuses\":[{\"id\":\"coffee\",\"name\":\"Coffee week\",\"percent\":100,\"categories\":[\"coffee\"]}],\"brand\""));
        return cloud;
    }

    private static String rich() {
        String member = named("Robin");
        for (int i = 0; i < 4; i++) {
            done(STORE.buy(Cloud.freshId(), member, 23_400 + i * 1_711));
        }
        done(STORE.buy(
                Cloud.freshId(),
                member,
                12_400,
                "\"lines\": [{\"sku\": \"a\", \"category\": \"coffee\", \"quantity\": 1, \"amount\": {\"amount\": 2400,"
                        + " \"currency\": \"EUR\"}}, {\"sku\": \"b\", \"quantity\": 1, \"amount\": {\"amount\": 10000,"
                        + " \"currency\": \"EUR\"}}]"));
        done(WEB.buy(Cloud.freshId(), member, 6_900));
        done(WEB.buy(Cloud.freshId(), member, 12_900, "\"activateOn\": \"pickup\""));
        done(STORE.redeem(Cloud.freshId(), member, 250));
        done(WEB.hold(Cloud.freshId(), member, 120, "PT2H"));
        done(STORE.adjust(Cloud.freshId(), member, 50));
        return member;
    }

    static String named(String name) {
        Answer enrolled = WEB.post("/v1/members", """
                {"enrolmentId": "%s", "name": "%s"}""".formatted(Cloud.freshId(), name));
        assertThat(enrolled.status()).as(enrolled.text()).isEqualTo(201);
        return String.valueOf(enrolled.at("memberId"));
    }

    /** A member who owes, since points of a returned purchase were spent. */
    static String inDebt() {
        String member = named("Noa");
        String purchase = Cloud.freshId();
        done(STORE.buy(purchase, member, 20_000));
        done(STORE.redeem(Cloud.freshId(), member, 180));
        done(STORE.refund(Cloud.freshId(), "store-1:" + purchase, 20_000));
        return member;
    }

    static void done(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    static String link(String member) {
        return String.valueOf(PHONE.createLink(member, "{}").at("url"));
    }

    static Locator balance(Page page) {
        return page.locator("h1 .points");
    }

    static Page opened(Browser browser, String member) {
        Page page = browser.open(link(member));
        assertThat(balance(page)).isVisible();
        return page;
    }

    static void signOut(Page page) {
        page.locator("button.menu").click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out here"))
                .click();
        page.locator(".leaving .primary").click();
    }
}
