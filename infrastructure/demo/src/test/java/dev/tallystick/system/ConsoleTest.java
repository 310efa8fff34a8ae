package dev.tallystick.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.tallystick.system.Cloud.Answer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The local cloud's console, as an engineer has it open beside the work. */
@OwnCloud
class ConsoleTest {

    private static final String HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>";
    private static final String DEAD = "tallystick-prod-batches-dead-letters.fifo";

    private static Cloud cloud;
    private static Shop web;
    private static Shop store;
    private static String member;

    private final List<Browser> open = new ArrayList<>();

    @BeforeAll
    static void start() {
        cloud = Cloud.start(Cloud.dataDirectory());
        web = cloud.shop("web");
        store = cloud.shop("store-1");
        member = web.enrolWith(500);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        cloud.stop();
    }

    @AfterEach
    void close() {
        open.forEach(Browser::close);
    }

    private Browser on(Browser browser) {
        open.add(browser);
        return browser;
    }

    private Page opened(String place) {
        return on(Browser.desktop()).open(address(cloud, place));
    }

    private static String address(Cloud which, String place) {
        return which.api() + "/_local#" + place;
    }

    private static Locator pane(Page page) {
        return page.locator(".pane");
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator field(Page page, String label) {
        return page.locator("label.field")
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator(
                                ".label",
                                new Page.LocatorOptions().setHasText(Pattern.compile("^" + label + "( |$)")))))
                .locator("input, textarea, select");
    }

    /** A figure of what is chosen, by its name. */
    private static Locator figure(Page page, String name) {
        return pane(page)
                .locator(".figures div")
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByText(name, new Page.GetByTextOptions().setExact(true))))
                .locator("dd");
    }

    // ── What it shows ──

    @Test
    void aPurchaseOverHttpShowsUpInTheCallsOfItsFunctionByItself() {
        Page page = opened("functions/RecordPurchaseFunction");
        assertThat(figure(page, "Calls")).isVisible();
        int before = Integer.parseInt(figure(page, "Calls").textContent());

        assertThat(store.buy(Cloud.freshId(), member, 12_000).status()).isEqualTo(201);

        assertThat(figure(page, "Calls")).hasText(String.valueOf(before + 1));
        assertThat(pane(page).locator("table tbody tr").first()).containsText("succeeded");
        assertThat(figure(page, "Median")).containsText(Pattern.compile("m?s$"));
        assertThat(figure(page, "Processes")).containsText("idle");
        assertThat(pane(page).locator(".log")).containsText("POST /v1/purchases");
        assertThat(pane(page).locator(".callers a")).hasText("POST /v1/purchases");
        assertThat(page.locator("tr.chosen")).containsText("RecordPurchaseFunction");
        open.getFirst().hasNothingToComplainOf();
    }

    @Test
    void aFunctionIsInvokedWithAPayload() {
        Page page = opened("functions/IssueKeyFunction");
        field(page, "Payload").fill("{\"source\": \"" + HOSTILE + "\"}");
        button(page, "Invoke").click();

        assertThat(pane(page).locator(".result")).containsText("Answered after");
        assertThat(pane(page).locator(".result pre")).containsText("/source");
        field(page, "Payload").fill("{no json");
        button(page, "Invoke").click();
        assertThat(pane(page).locator(".note")).hasText("The payload must be JSON");
        open.getFirst().hasNothingToComplainOf("status of 400");
    }

    @Test
    void itemsOfATableAreFoundByTheirKeyAndPagedThrough() {
        for (int i = 0; i < 8; i++) {
            web.enrolWith(10);
        }
        Page page = opened("tables/tallystick-prod-members");
        Locator items = pane(page).locator(".items li");
        assertThat(items).hasCount(25);
        String first = items.first().textContent();
        button(page, "Next page").click();
        assertThat(pane(page)).containsText("page 2");
        assertThat(items.first()).not().hasText(first);
        button(page, "Previous page").click();
        assertThat(items.first()).hasText(first);

        field(page, "pk").fill("MEMBER#" + member);
        field(page, "sk").fill("ACC");
        button(page, "Find").click();
        assertThat(items).hasCount(1);
        items.locator("summary").click();
        assertThat(items.locator("pre")).containsText("\"sk\": \"ACCOUNT\"");
        button(page, "All items").click();
        assertThat(items).hasCount(25);
        open.getFirst().hasNothingToComplainOf();
    }

    @Test
    void whatIsStoredIsNeverTakenForMarkup() {
        String key = "HOSTILE#" + Cloud.freshId() + HOSTILE;
        cloud.putMember(Map.of("pk", Map.of("S", key), "sk", Map.of("S", HOSTILE), HOSTILE, Map.of("S", HOSTILE)));
        Page page = opened("tables/tallystick-prod-members");
        field(page, "pk").fill(key);
        button(page, "Find").click();
        Locator item = pane(page).locator(".items li");
        assertThat(item).hasCount(1);
        item.locator("summary").click();
        assertThat(item.locator("pre")).containsText(HOSTILE);
        page.navigate(address(cloud, "tables/" + "%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E"));
        assertThat(pane(page)).containsText("<img src=x onerror=alert(1)>");
        assertThat(page.locator("main img, main script")).hasCount(0);
        open.getFirst().hasNothingToComplainOf();
    }

    // ── Queues ──

    @Test
    void aMessageIsSentSeenAndPurgedOnlyOnceAsked() {
        Page page = opened("queues/tallystick-prod-relay-dead-letters");
        send(page, HOSTILE);
        assertThat(pane(page).locator(".note")).containsText("Sent as ");
        assertThat(figure(page, "Visible")).hasText("1");
        Locator messages = pane(page).locator(".items li");
        assertThat(messages).hasCount(1);
        messages.locator("summary").click();
        assertThat(messages.locator("pre")).hasText(HOSTILE);
        assertThat(messages).containsText("received 0 ×");

        button(page, "Purge …").click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("Purge tallystick-prod-relay-dead-letters?");
        open.getFirst().isAccessible(page);
        dialog.getByText("Cancel").click();
        assertThat(messages).hasCount(1);
        button(page, "Purge …").click();
        dialog.getByText("Purge", new Locator.GetByTextOptions().setExact(true)).click();
        assertThat(messages).hasCount(0);
        assertThat(figure(page, "Visible")).hasText("0");
        open.getFirst().hasNothingToComplainOf();
    }

    @Test
    void deadLettersGoBackToTheirSource() {
        Page page = opened("queues/" + DEAD);
        field(page, "Group").fill("g");
        send(page, "{\"no\": \"batch\"}");
        assertThat(figure(page, "Visible")).hasText("1");
        assertThat(page.locator("nav")).containsText("dead letters");

        button(page, "Redrive to tallystick-prod-batches.fifo").click();

        assertThat(figure(page, "Visible")).hasText("0");
        page.navigate(address(cloud, "functions/ApplyBatchesFunction"));
        assertThat(pane(page).locator("table tbody tr").first()).isVisible();
        open.getFirst().hasNothingToComplainOf();
    }

    private static void send(Page page, String body) {
        field(page, "Body").fill(body);
        button(page, "Send").click();
    }

    // ── Routes ──

    @Test
    void aRouteIsTriedAndTheTokenStaysForTheTab() {
        Page page = opened("routes/" + "GET%20%2Fv1%2Fmembers%2F%7BmemberId%7D");
        field(page, "memberId").fill(member);
        button(page, "Send").click();
        assertThat(pane(page).locator(".result")).containsText("401");

        field(page, "Bearer token").fill(cloud.key("web"));
        button(page, "Send").click();
        assertThat(pane(page).locator(".result")).containsText("200");
        assertThat(pane(page).locator(".result pre")).containsText("\"memberId\": \"" + member + "\"");

        page.navigate(address(cloud, "routes/" + "POST%20%2Fv1%2Fmembers%2Flookup"));
        assertThat(field(page, "Bearer token")).hasValue(cloud.key("web"));
        field(page, "Body").fill("{\"member\": {\"memberId\": \"" + member + "\"}}");
        button(page, "Send").click();
        assertThat(pane(page).locator(".result")).containsText("200");
        assertThat(pane(page).locator(".result pre")).containsText(member);
        open.getFirst().hasNothingToComplainOf("status of 401");
    }

    // ── Faults and the clock ──

    @Test
    void aFaultThatIsSwitchedOnMakesPurchasesFailUntilItIsOffAgain() {
        Page page = opened("faults");
        field(page, "Kind").selectOption("unavailable");
        field(page, "Function").selectOption("RecordPurchaseFunction");
        field(page, "Operation").selectOption("dynamodb:TransactWriteItems");
        field(page, "How often").fill("100");
        button(page, "Switch on").click();
        Locator rule = page.locator(".rules li");
        assertThat(rule).containsText("unavailable 100 %");

        String purchase = Cloud.freshId();
        assertThat(store.buy(purchase, member, 5_000).status()).isBetween(500, 503);
        assertThat(rule.locator(".fired b")).not().hasText("0");
        assertThat(page.locator("nav")).containsText("1 switched on");

        button(page, "Switch off unavailable, rule 1").click();
        assertThat(rule).hasCount(0);
        assertThat(store.buy(purchase, member, 5_000).status()).isEqualTo(201);
        open.getFirst().hasNothingToComplainOf();
    }

    @Test
    void aClockThatIsMovedByAMonthEndsAHold() throws InterruptedException {
        Cloud later = Cloud.start(Cloud.dataDirectory());
        try {
            Shop shop = later.shop("web");
            String customer = shop.enrolWith(300);
            String hold = Cloud.freshId();
            assertThat(shop.hold(hold, customer, 100, "P7D").status()).isEqualTo(201);
            Page page = on(Browser.desktop()).open(address(later, "clock"));
            assertThat(page.locator("main")).containsText("As on this machine");

            button(page, "A month").click();

            assertThat(page.locator("main")).containsText("+ 30 d ahead of this machine");
            assertThat(page.locator("nav")).containsText("+ 30 d");
            Answer ended = Cloud.eventually(
                    () -> shop.redemption("web:" + hold),
                    found -> String.valueOf(found.at("status")).equals("expired"));
            assertThat(ended.status()).isEqualTo(200);
            assertThat(shop.member(customer).number("balance.available")).isEqualTo(300);

            field(page, "By").fill("P1DT12H");
            button(page, "Move").click();
            assertThat(page.locator("main")).containsText("+ 31 d 12 h ahead");
            field(page, "By").fill("PT0S");
            button(page, "Move").click();
            assertThat(page.locator(".note")).containsText("above zero");
            open.getFirst().hasNothingToComplainOf("status of 400");
        } finally {
            later.stop();
        }
    }

    // ── The page itself ──

    @ParameterizedTest
    @CsvSource({"phone, LIGHT", "phone, DARK", "desktop, LIGHT", "desktop, DARK"})
    void everySectionIsAccessibleInEverySizeAndLight(String size, ColorScheme scheme) {
        assertThat(store.buy(Cloud.freshId(), member, 12_000).status()).isEqualTo(201);
        Browser browser = on(size.equals("phone") ? Browser.phone() : Browser.desktop());
        Page page = browser.page();
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        for (String place : List.of(
                "functions",
                "functions/RecordPurchaseFunction",
                "queues",
                "queues/" + DEAD,
                "tables",
                "tables/tallystick-prod-members",
                "routes",
                "routes/" + "POST%20%2Fv1%2Fpurchases",
                "faults",
                "clock")) {
            page.navigate(address(cloud, place));
            assertThat(page.locator(place.contains("/") ? ".pane h3" : "main h2")
                            .first())
                    .isVisible();
            page.locator("text=running").waitFor();
            if (place.startsWith("tables/")) {
                page.locator(".items summary").first().click();
            }
            browser.isAccessible(page);
            assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                    .as(place)
                    .isEqualTo(0);
            Browser.picture(page, "console-" + place.replaceAll("[/%].*", "-one") + "-" + size + "-" + scheme);
        }
        browser.hasNothingToComplainOf();
    }

    @Test
    void theKeyboardReachesEverythingAndComesBackToTheRow() {
        Page page = opened("functions");
        assertThat(page.locator(".grid a").first()).isVisible();
        page.keyboard().press("Tab");
        assertThat(page.getByText("Skip to the content")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("main")).isFocused();
        page.keyboard().press("Tab");
        assertThat(page.getByLabel("Filter functions")).isFocused();
        page.keyboard().type("enrolm");
        assertThat(page.locator(".grid tbody tr")).hasCount(1);
        Locator row = page.locator(".grid a.open");
        for (int i = 0; i < 20 && !Boolean.TRUE.equals(row.evaluate("e => e === document.activeElement")); i++) {
            page.keyboard().press("Tab");
        }
        page.keyboard().press("Enter");
        assertThat(pane(page)).isFocused();
        page.keyboard().press("Tab");
        assertThat(page.getByLabel("Close EnrolMemberFunction")).isFocused();
        page.keyboard().press("Enter");
        assertThat(row).isFocused();
    }

    @Test
    void whatIsTypedStaysWhileThePageRefreshesItself() {
        Page page = opened("functions/LookupMemberFunction");
        Locator payload = field(page, "Payload");
        payload.fill("{\"half\":");
        assertThat(figure(page, "Calls")).isVisible();
        int before = Integer.parseInt(figure(page, "Calls").textContent());
        web.post("/v1/members/lookup", "{\"member\": {\"memberId\": \"" + member + "\"}}");
        assertThat(figure(page, "Calls")).hasText(String.valueOf(before + 1));
        assertThat(payload).hasValue("{\"half\":");
        assertThat(payload).isFocused();
    }

    @Test
    void thePageSaysSoWhileTheCloudIsGone() {
        Page page = opened("functions");
        assertThat(page.locator(".grid a").first()).isVisible();
        page.route("**/_local/**", Route::abort);
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("The cloud has not answered since");
        assertThat(page.locator(".grid a").first()).isVisible();
        page.unroute("**/_local/**");
        assertThat(page.getByRole(AriaRole.ALERT)).not().isVisible();
        open.getFirst().hasNothingToComplainOf("net::ERR_FAILED");
    }

    @Test
    void aTableIsSortedByAColumn() {
        assertThat(store.buy(Cloud.freshId(), member, 100).status()).isEqualTo(201);
        Page page = opened("functions");
        button(page, "Calls").click();
        assertThat(page.locator("th[aria-sort]")).hasText("Calls");
        Locator calls = page.locator(".grid tbody tr td:nth-child(3)");
        Cloud.eventually(
                () -> calls.allTextContents().stream().map(Integer::valueOf).toList(),
                counts -> counts.getFirst() > 0
                        && counts.equals(counts.stream()
                                .sorted(Comparator.reverseOrder())
                                .toList()));
    }
}
