package dev.tallystick.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BarcodeFormat;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.tallystick.system.Cloud.Answer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The wallet as customers meet it, in a browser, on a system with a brand and rules of its own. */
@OwnCloud
class WalletPageTest {

    private static final int MOST_BYTES = 100_000;
    private static final String BRAND = "Kessel & <Korn>";

    private static Cloud cloud;
    private static Shop web;
    private static Shop store;
    private static Phone phone;
    /** A member with something of everything. */
    private static String rich;

    private final List<Browser> open = new ArrayList<>();

    @BeforeAll
    static void start() {
        cloud = Cloud.start(Cloud.dataDirectory());
        String admin = cloud.key("office");
        Answer program = cloud.get(admin, "/v1/program");
        String changed = program.text()
                .replaceFirst("\"brand\":\\{[^}]*}", "\"brand\":{\"name\":\"" + BRAND + "\",\"color\":\"#2f6f4f\"}")
                .replaceFirst("\"pendingDays\":\\{[^}]*}", "\"pendingDays\":{\"online\":3,\"in_store\":0}")
                .replaceFirst("\"months\":24", "\"months\":1")
                .replaceFirst(
                        "\"brand\"",
                        "\"bonuses\":[{\"id\":\"coffee\",\"name\":\"Coffee week\",\"percent\":100,\"categories\":[\"coffee\"]}],\"brand\"");
        Answer replaced = cloud.send(
                "PUT",
                "/v1/program",
                Map.of(
                        "Authorization",
                        "Bearer " + admin,
                        "If-Match",
                        program.headers().get("etag").getFirst()),
                changed);
        assertThat(replaced.status()).as(replaced.text()).isEqualTo(200);
        web = cloud.shop("web");
        store = cloud.shop("store-1");
        phone = new Phone(cloud);
        rich = rich();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        cloud.stop();
    }

    @AfterEach
    void close() {
        open.forEach(Browser::close);
    }

    private static String rich() {
        String member = named("Robin");
        for (int i = 0; i < 4; i++) {
            done(store.buy(Cloud.freshId(), member, 23_400 + i * 1_711));
        }
        done(store.buy(
                Cloud.freshId(),
                member,
                12_400,
                "\"lines\": [{\"sku\": \"a\", \"category\": \"coffee\", \"quantity\": 1, \"amount\": {\"amount\": 2400,"
                        + " \"currency\": \"EUR\"}}, {\"sku\": \"b\", \"quantity\": 1, \"amount\": {\"amount\": 10000,"
                        + " \"currency\": \"EUR\"}}]"));
        done(web.buy(Cloud.freshId(), member, 6_900));
        done(web.buy(Cloud.freshId(), member, 12_900, "\"activateOn\": \"pickup\""));
        done(store.redeem(Cloud.freshId(), member, 250));
        done(web.hold(Cloud.freshId(), member, 120, "PT2H"));
        done(store.adjust(Cloud.freshId(), member, 50));
        return member;
    }

    private static String named(String name) {
        Answer enrolled = web.post("/v1/members", """
                {"enrolmentId": "%s", "name": "%s"}""".formatted(Cloud.freshId(), name));
        assertThat(enrolled.status()).as(enrolled.text()).isEqualTo(201);
        return String.valueOf(enrolled.at("memberId"));
    }

    /** A member who owes, since points of a returned purchase were spent. */
    private static String inDebt() {
        String member = named("Noa");
        String purchase = Cloud.freshId();
        done(store.buy(purchase, member, 20_000));
        done(store.redeem(Cloud.freshId(), member, 180));
        done(store.refund(Cloud.freshId(), "store-1:" + purchase, 20_000));
        return member;
    }

    private static void done(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    private static String link(String member) {
        return String.valueOf(phone.createLink(member, "{}").at("url"));
    }

    private Browser on(Browser browser) {
        open.add(browser);
        return browser;
    }

    private static Locator balance(Page page) {
        return page.locator("h1 .points");
    }

    private static Page opened(Browser browser, String member) {
        Page page = browser.open(link(member));
        assertThat(balance(page)).isVisible();
        return page;
    }

    // ── Opening ──

    @Test
    void aLinkOpensTheWalletAndItsTokenIsNowhereToBeSeen() {
        Browser browser = on(Browser.phone());
        List<String> asked = new ArrayList<>();
        browser.context().onRequest(request -> asked.add(request.url()));
        String link = link(rich);
        String token = link.substring(link.indexOf('#') + 1);

        Page page = browser.open(link);

        assertThat(balance(page)).isVisible();
        assertThat(page).hasURL(Pattern.compile("/wallet$"));
        assertThat(page).hasTitle(BRAND);
        assertThat(asked).noneMatch(url -> url.contains(token));
        assertThat(asked)
                .allMatch(url -> URI.create(url).getPort() == cloud.api().getPort());
        assertThat(String.valueOf(page.evaluate("JSON.stringify([localStorage, sessionStorage, history.length,"
                        + " document.cookie, performance.getEntriesByType('resource').map(e => e.name)])")))
                .doesNotContain(token)
                .doesNotContain("eyJ")
                .contains("tallystick.wallet");
        page.reload();
        assertThat(balance(page)).isVisible();
        page.navigate(link);
        page.reload();
        assertThat(balance(page)).isVisible();
        browser.hasNothingToComplainOf("status of 401");
    }

    @Test
    void everythingTogetherIsSmallAndStrict() {
        Browser browser = on(Browser.phone());
        List<Request> asked = new ArrayList<>();
        browser.context().onRequestFinished(asked::add);

        Page page = opened(browser, rich);
        Browser.until(page, "navigator.serviceWorker.ready.then(r => r.active !== null)");

        List<Request> files = asked.stream()
                .filter(request -> request.url().contains("/wallet"))
                .toList();
        assertThat(files.stream()
                        .filter(request -> !request.url().contains("/v1/"))
                        .mapToInt(request -> request.sizes().responseBodySize)
                        .sum())
                .isBetween(10_000, MOST_BYTES);
        Answer html = cloud.send("GET", "/wallet", Map.of(), "");
        assertThat(html.headers().get("content-security-policy").getFirst())
                .contains("default-src 'none'", "script-src 'self';", "style-src 'self';", "frame-ancestors 'none'")
                .contains("require-trusted-types-for 'script'")
                .doesNotContain("unsafe")
                .doesNotContain("http");
        assertThat(html.headers().get("referrer-policy")).containsExactly("no-referrer");
        assertThat(html.text()).contains("Kessel &amp; &lt;Korn&gt;").doesNotContain("<Korn>");
        String etag = html.headers().get("etag").getFirst();
        assertThat(cloud.send("GET", "/wallet", Map.of("If-None-Match", etag), "")
                        .status())
                .isEqualTo(304);
        browser.hasNothingToComplainOf();
    }

    /** As Chromium sees it; a test's profile is private, which alone it minds. */
    @Test
    void aBrowserOffersToInstallIt() {
        Browser browser = on(Browser.phone());
        Page page = opened(browser, rich);
        Browser.until(page, "navigator.serviceWorker.controller !== null");

        assertThat(browser.context()
                        .newCDPSession(page)
                        .send("Page.getInstallabilityErrors")
                        .toString())
                .isEqualTo("{\"installabilityErrors\":[{\"errorId\":\"in-incognito\",\"errorArguments\":[]}]}");
    }

    @Test
    void itCanBePutOnTheHomeScreenUnderTheBrand() {
        Answer manifest = cloud.send("GET", "/wallet/manifest.webmanifest", Map.of(), "");

        assertThat(manifest.at("name")).isEqualTo(BRAND);
        assertThat(manifest.at("theme_color")).isEqualTo("#2f6f4f");
        assertThat(manifest.at("start_url")).isEqualTo("/wallet");
        assertThat(manifest.at("display")).isEqualTo("standalone");
        for (Map<String, Object> icon : manifest.list("icons")) {
            Answer found = cloud.send("GET", String.valueOf(icon.get("src")), Map.of(), "");
            assertThat(found.headers().get("content-type")).containsExactly("image/svg+xml");
            assertThat(found.text()).contains("#2f6f4f").doesNotContain("<Korn>");
        }
        assertThat(cloud.send("GET", "/wallet/sw.js", Map.of(), "").headers().get("service-worker-allowed"))
                .containsExactly("/wallet");
        assertThat(cloud.send("GET", "/wallet/nothing.js", Map.of(), "").code()).isEqualTo("not-found");
    }

    // ── What is shown ──

    @Test
    void itShowsWhatTheCustomerHasAndWhy() {
        Browser browser = on(Browser.phone());
        Page page = opened(browser, rich);
        Answer wallet = phone.wallet(phone.link(rich));

        assertThat(balance(page)).hasText(String.format("%,d", wallet.number("balance.available")));
        assertThat(page.locator(".worth"))
                .hasText("worth €%.2f".formatted(wallet.number("balance.value.amount") / 100.0));
        assertThat(page.locator(".tier-chip")).hasText(String.valueOf(wallet.at("tier.name")));
        assertThat(page.locator(".tier"))
                .containsText("%,d more points to Gold".formatted(wallet.number("tier.next.needed")));
        for (String text : List.of(
                "120 points are reserved until",
                "86 points can be spent from",
                "161 points come when you collect your order",
                "Your oldest points are always spent first")) {
            assertThat(page.locator(".upcoming")).containsText(text);
        }
        Locator coffee = page.locator(".history details")
                .filter(new Locator.FilterOptions().setHasText("+179"))
                .first();
        page.mouse().wheel(0, 5_000);
        coffee.locator("summary").click();
        assertThat(coffee).containsText("Points on the purchase");
        assertThat(coffee).containsText("Bonus: Coffee week");
        assertThat(coffee).containsText("€124.00");
        assertThat(coffee.locator("dl")).containsText("+24");
        browser.hasNothingToComplainOf();
    }

    @Test
    void aHoldThatIsOverIsToldByHowItEnded() {
        String member = web.enrolWith(460);
        String captured = Cloud.freshId();
        String released = Cloud.freshId();
        done(web.hold(captured, member, 150, "PT1H"));
        done(web.hold(released, member, 110, "PT1H"));
        done(web.hold(Cloud.freshId(), member, 200, "PT1H"));
        assertThat(web.redemption(captured, "capture", "{}").status()).isEqualTo(200);
        assertThat(web.redemption(released, "release", "{}").status()).isEqualTo(200);

        Page page = opened(on(Browser.phone()), member);
        page.mouse().wheel(0, 5_000);

        assertThat(page.locator(".history summary b"))
                .hasText(new String[] {"No longer reserved", "Paid with points", "Reserved", "Correction", "Welcome"});
        assertThat(balance(page)).hasText("110");
    }

    @Test
    void theHistoryIsReadOnAsOneScrolls() {
        String member = web.enrol();
        for (int i = 0; i < 44; i++) {
            done(store.adjust(Cloud.freshId(), member, 1));
        }
        Browser browser = on(Browser.phone());
        Page page = opened(browser, member);
        Locator lines = page.locator(".history details");

        while (page.locator("#more").isVisible() || page.locator(".end.bone").isVisible()) {
            page.mouse().wheel(0, 1_000);
        }

        assertThat(lines).hasCount(45);
        assertThat(lines.last()).containsText("Welcome");
    }

    @Test
    void whatSomebodyTypedIsTextAndNothingElse() {
        String member = named("<img src=x onerror=alert(1)>${alert(2)}");
        Browser browser = on(Browser.desktop());

        Page page = opened(browser, member);

        assertThat(page.locator(".name")).hasText("<img src=x onerror=alert(1)>${alert(2)}");
        assertThat(page.locator("img")).hasCount(0);
        browser.hasNothingToComplainOf();
    }

    @ParameterizedTest
    @CsvSource({
        "de-DE, ltr, Punkte, Verlauf, Einkauf, '1,50 € wert'",
        "ar-EG, rtl, نقطة, السجل, مشتريات, ",
        "fr-FR, ltr, points, History, Purchase, worth €1.50"
    })
    void itSpeaksTheViewersLanguage(
            String locale, String direction, String unit, String history, String kind, String worth) {
        String member = web.enrol();
        done(store.buy(Cloud.freshId(), member, 15_000));
        Browser browser = on(Browser.open(options -> options.setLocale(locale).setViewportSize(390, 844)));

        Page page = opened(browser, member);

        assertThat(page.locator("html")).hasAttribute("dir", direction);
        assertThat(page.locator(".unit")).hasText(unit);
        assertThat(page.locator("#history")).hasText(history);
        assertThat(page.locator(".history summary b").first()).hasText(kind);
        if (worth != null) {
            assertThat(page.locator(".worth")).hasText(worth.replace(' ', ' '));
        }
        page.locator("button.menu").click();
        page.locator("select").selectOption("de");
        assertThat(page.locator("#history")).hasText("Verlauf");
        page.reload();
        assertThat(page.locator("#history")).hasText("Verlauf");
        browser.isAccessible(page);
        browser.hasNothingToComplainOf();
    }

    // ── The code ──

    @Test
    void aScannerReadsTheCodeAndTheTillTakesIt() {
        Browser browser = on(Browser.phone());
        Page page = opened(browser, rich);
        String card = String.valueOf(phone.wallet(phone.link(rich)).at("member.cardNumber"));

        String small = Browser.scan(page.locator("button.stub"));
        page.locator("button.stub").click();
        String large = Browser.scan(page.locator(".big-qr"));
        String bars = Browser.scan(page.locator("dialog#code"), BarcodeFormat.CODE_128);
        Answer found = store.post("/v1/members/lookup", "{\"member\": {\"memberCode\": \"" + large + "\"}}");

        assertThat(List.of(small, large, bars))
                .allSatisfy(code -> assertThat(code).startsWith(card).hasSize(24));
        assertThat(page.locator(".big-digits")).containsText(large.substring(16, 20));
        assertThat(found.status()).as(found.text()).isEqualTo(200);
        assertThat(found.at("memberId")).isEqualTo(rich);
        assertThat(found.at("presence")).isNotNull();
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog#code")).isHidden();
        assertThat(page.locator("button.stub")).isFocused();
        browser.hasNothingToComplainOf();
    }

    // ── Live ──

    @Test
    void aPurchaseAtTheTillMovesTheBalanceWhileOneLooks() {
        String member = store.enrolWith(40);
        Browser browser = on(Browser.open(
                options -> options.setViewportSize(390, 844).setReducedMotion(ReducedMotion.NO_PREFERENCE)));
        Page page = opened(browser, member);
        assertThat(balance(page)).hasText("40");
        assertThat(page.locator(".to-spend")).hasText("60 more and you can spend");

        done(store.buy(Cloud.freshId(), member, 8_700));

        assertThat(page.locator(".to-spend")).isHidden();
        assertThat(page.locator(".gained")).containsText("+87");
        assertThat(page.locator("[role=status]").last()).hasText("87 points more");
        assertThat(balance(page)).hasText("127");
        assertThat(page.locator(".history details").first()).containsText("Purchase");
        assertThat(page.locator(".gained")).isHidden();
        browser.hasNothingToComplainOf();
    }

    @Test
    void nothingIsAskedWhileNobodyLooks() {
        Browser browser = on(Browser.phone());
        Page page = browser.page();
        page.clock().install();
        page.navigate(link(rich));
        assertThat(balance(page)).isVisible();
        AtomicInteger asked = new AtomicInteger();
        page.onRequest(request -> asked.incrementAndGet());

        look(page, "hidden");
        page.clock().runFor(Duration.ofMinutes(10).toMillis());
        assertThat(asked).hasValue(0);

        page.waitForResponse(response -> response.url().endsWith("/v1/wallet"), () -> look(page, "visible"));
        page.waitForResponse(
                response -> response.url().endsWith("/v1/wallet") && response.status() == 304,
                () -> page.clock().runFor(Duration.ofSeconds(40).toMillis()));
    }

    private static void look(Page page, String state) {
        page.evaluate(
                "state => { Object.defineProperty(document, 'visibilityState', {get: () => state,"
                        + " configurable: true}); document.dispatchEvent(new Event('visibilitychange')); }",
                state);
    }

    // ── Without a network ──

    @Test
    void itOpensInADeadSpotWithACodeThatTheTillTakes() {
        Browser browser = on(Browser.phone());
        Page page = opened(browser, rich);
        String balance = balance(page).textContent();
        assertThat(page.locator(".history details").first()).isVisible();
        Browser.until(page, "navigator.serviceWorker.controller !== null");

        browser.context().setOffline(true);
        page.reload();

        assertThat(balance(page)).hasText(balance);
        assertThat(page.locator(".first .notice")).containsText("No network");
        assertThat(page.locator(".history details").first()).isVisible();
        String code = Browser.scan(page.locator("button.stub"));
        assertThat(store.post("/v1/members/lookup", "{\"member\": {\"memberCode\": \"" + code + "\"}}")
                        .at("presence"))
                .isNotNull();
        Browser.picture(page, "wallet-offline");
        browser.isAccessible(page);

        browser.context().setOffline(false);
        assertThat(page.locator(".first .notice")).isHidden();
        browser.hasNothingToComplainOf("ERR_INTERNET_DISCONNECTED");
    }

    @Test
    void theCodeGoesOnForTheDaysThatItsSeedsAreGoodAndThenTheCardNumberIsLeft() {
        Browser browser = on(Browser.phone());
        Page page = browser.page();
        page.navigate(link(rich));
        assertThat(balance(page)).isVisible();
        Browser.until(page, "navigator.serviceWorker.controller !== null");
        Answer wallet = phone.wallet(phone.link(rich));
        browser.context().setOffline(true);

        Instant nextWeek =
                Instant.parse(String.valueOf(wallet.at("code.validUntil"))).plusSeconds(3_615);
        page.clock().setFixedTime(nextWeek.toEpochMilli());
        page.reload();
        assertThat(page.locator(".digits")).hasText(Pattern.compile("[0-9]{4} [0-9]{4}"));
        assertThat(Browser.scan(page.locator("button.stub")))
                .isEqualTo(wallet.at("member.cardNumber")
                        + Phone.digits(String.valueOf(wallet.at("code.next.seed")), nextWeek.getEpochSecond() / 30));

        page.clock()
                .setFixedTime(Instant.parse(String.valueOf(wallet.at("code.next.validUntil")))
                        .plusSeconds(60)
                        .toEpochMilli());
        page.reload();
        assertThat(page.locator(".hint")).hasText("Card number only");
        assertThat(page.locator(".first .notice")).containsText("days ago");
        page.locator("button.stub").click();
        assertThat(page.locator("dialog#code")).containsText("Open the card once with a network");
        assertThat(Browser.scan(page.locator(".big-qr"))).isEqualTo(wallet.at("member.cardNumber"));
    }

    // ── Signing out ──

    @Test
    void signingOutClearsEverything() {
        Browser browser = on(Browser.phone());
        Page page = opened(browser, rich);
        Browser.until(page, "navigator.serviceWorker.controller !== null");

        page.locator("button.menu").click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out here"))
                .click();
        page.locator(".leaving")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Sign out here"))
                .click();

        assertThat(page.locator("h1")).hasText("You are signed out");
        assertThat(page.locator("h1")).isFocused();
        Browser.until(page, "navigator.serviceWorker.getRegistrations().then(all => all.length === 0)");
        Browser.until(page, "caches.keys().then(all => all.length === 0)");
        Browser.until(page, "localStorage.length === 0");
        assertThat(browser.context().cookies()).isEmpty();
        page.navigate(cloud.api() + "/wallet");
        assertThat(page.locator("h1")).hasText("Open your card with a link");
        browser.hasNothingToComplainOf("status of 401");
    }

    @Test
    void whoSignsOutWithoutANetworkIsSignedOutAsSoonAsThereIsOne() {
        String member = web.enrol();
        Browser browser = on(Browser.phone());
        Page page = opened(browser, member);
        browser.context().setOffline(true);

        page.locator("button.menu").click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out here"))
                .click();
        page.locator(".leaving .primary").click();
        assertThat(page.locator("h1")).hasText("You are signed out");
        assertThat(String.valueOf(page.evaluate("JSON.stringify(localStorage)")))
                .doesNotContain("cardNumber");

        browser.context().setOffline(false);
        page.navigate(cloud.api() + "/wallet");
        assertThat(page.locator("h1")).hasText("Open your card with a link");
        assertThat(browser.context().cookies()).isEmpty();
        Browser.until(page, "localStorage.length === 0");
    }

    @Test
    void aLostPhoneIsSignedOutFromAnotherOne() {
        String member = web.enrol();
        Page lost = opened(on(Browser.phone()), member);
        Page here = opened(on(Browser.phone()), member);

        here.locator("button.menu").click();
        here.locator(".devices button").click();

        assertThat(here.locator(".devices")).isHidden();
        assertThat(lost.locator("h1")).hasText("This device is signed out");
        Browser.until(lost, "localStorage.length === 0");
    }

    @Test
    void twoTabsOfOneDeviceGoOnTogether() {
        Browser browser = on(Browser.desktop());
        Page one = opened(browser, rich);
        Page other = browser.open(cloud.api() + "/wallet");

        assertThat(balance(other)).isVisible();
        one.reload();
        other.reload();

        assertThat(balance(one)).isVisible();
        assertThat(balance(other)).isVisible();
        assertThat(one.locator(".notice")).isHidden();
        browser.hasNothingToComplainOf();
    }

    // ── Several people, and several tabs, on one device ──

    @ParameterizedTest
    @ValueSource(ints = {200, 304})
    void whoSignsOutStaysSoThoughAnAnswerIsOnItsWay(int status) {
        Browser browser = on(Browser.phone());
        Page page = browser.page();
        String link = link(rich);
        String wallet =
                page.waitForResponse("**/v1/wallet", () -> page.navigate(link)).text();
        List<Route> late = new ArrayList<>();
        page.route("**/v1/wallet", late::add);
        page.waitForCondition(() -> !late.isEmpty());

        signOut(page);
        assertThat(page.locator("h1")).hasText("You are signed out");
        late.forEach(route ->
                route.fulfill(new Route.FulfillOptions().setStatus(status).setBody(status == 200 ? wallet : "")));

        Browser.until(page, "localStorage.length === 0");
        page.reload();
        assertThat(page.locator("h1")).hasText("Open your card with a link");
        Browser.until(page, "localStorage.length === 0");
    }

    @Test
    void signingOutInOneTabClearsTheOthersEvenWithoutANetwork() {
        Browser browser = on(Browser.desktop());
        Page one = opened(browser, rich);
        Page other = browser.open(cloud.api() + "/wallet");
        assertThat(balance(other)).isVisible();
        browser.context().setOffline(true);

        signOut(one);

        assertThat(other.locator("h1")).hasText("You are signed out");
        assertThat(other.locator(".history")).hasCount(0);
        browser.context().setOffline(false);
        Cloud.eventually(() -> browser.context().cookies(), List::isEmpty);
        Browser.until(other, "localStorage.length === 0");
    }

    @Test
    void anotherMembersLinkShowsNothingOfTheFormerOne() {
        String former = named("Former");
        done(store.buy(Cloud.freshId(), former, 4_200));
        String latter = named("Latter");
        Browser browser = on(Browser.phone());
        Page page = opened(browser, former);
        Page other = browser.open(cloud.api() + "/wallet");
        assertThat(other.locator(".name")).hasText("Former");

        browser.context().route("**/v1/wallet", Route::abort);
        page.navigate(link(latter));
        assertThat(page.locator("h1")).hasText("There is no network here");
        assertThat(other.locator(".name")).hasCount(0);
        Browser.until(page, "localStorage.getItem('tallystick.wallet') === null");

        browser.context().unroute("**/v1/wallet");
        for (Page tab : List.of(page, other)) {
            assertThat(tab.locator(".name")).hasText("Latter");
            assertThat(tab.locator(".history summary")).hasCount(1);
        }
    }

    private static void signOut(Page page) {
        page.locator("button.menu").click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out here"))
                .click();
        page.locator(".leaving .primary").click();
    }

    // ── Odd browsers and networks ──

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('', 'SecurityError') }})",
                "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') }"
            })
    void aBrowserThatRemembersNothingOpensTheWalletAllTheSame(String forbidden) {
        Browser browser = on(Browser.phone());
        browser.context().addInitScript(forbidden);
        Page page = opened(browser, rich);

        signOut(page);

        assertThat(page.locator("h1")).hasText("You are signed out");
        Cloud.eventually(() -> browser.context().cookies(), List::isEmpty);
        browser.hasNothingToComplainOf();
    }

    @Test
    void aNetworkThatAsksToSignInFirstIsNone() {
        Browser browser = on(Browser.phone());
        Page page = opened(browser, rich);

        page.route(
                "**/v1/**",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/html")
                        .setBody("<h1>Welcome to our café</h1>")));

        assertThat(page.locator(".first .notice")).containsText("No network");
        assertThat(balance(page)).isVisible();
        browser.hasNothingToComplainOf();
    }

    /** Browsers show some currencies with fewer decimals than their minor units (ISO 4217) have. */
    @ParameterizedTest
    @CsvSource({"HUF, 123.45", "JPY, '12,345'", "KWD, 12.345", "EUR, 123.45"})
    void moneyIsShownByTheMinorUnitsOfItsCurrency(String currency, String shown) {
        String member = named("Dana");
        done(store.buy(Cloud.freshId(), member, 1_234_500));
        Page page = on(Browser.phone()).page();
        String link = link(member);
        String wallet =
                page.waitForResponse("**/v1/wallet", () -> page.navigate(link)).text();

        page.route(
                "**/v1/wallet",
                route -> route.fulfill(new Route.FulfillOptions().setBody(wallet.replace("EUR", currency))));

        assertThat(page.locator(".worth"))
                .containsText(Pattern.compile("[^0-9,.]" + shown.replace(".", "\\.") + "(\\s|$)"));
        assertThat(page.locator(".worth")).containsText(currency.equals("EUR") ? "€" : currency.substring(0, 2));
    }

    @Test
    void millionsOfPointsFitTheSmallestPhone() {
        String member = named("Max");
        done(store.buy(Cloud.freshId(), member, 987_654_321_00L));
        Browser browser = on(Browser.open(options -> options.setViewportSize(320, 640)));

        Page page = opened(browser, member);

        assertThat(balance(page)).hasText("987,654,321");
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(320);
        Browser.picture(page, "wallet-millions");
    }

    @Test
    void anotherColourOfTheBrandReachesPhonesThatKeepThePage() {
        Page page = opened(on(Browser.phone()), rich);
        Browser.until(page, "navigator.serviceWorker.controller !== null");

        paint("#2f6f4f", "#7a1f5c");
        try {
            Cloud.eventually(
                    () -> {
                        page.reload();
                        return page.locator("meta[name=theme-color]").getAttribute("content");
                    },
                    "#7a1f5c"::equals);
        } finally {
            paint("#7a1f5c", "#2f6f4f");
        }
    }

    private static void paint(String before, String after) {
        String admin = cloud.key("office");
        Answer program = cloud.get(admin, "/v1/program");
        String etag = program.headers().get("etag").getFirst();
        Answer replaced = cloud.send(
                "PUT",
                "/v1/program",
                Map.of("Authorization", "Bearer " + admin, "If-Match", etag),
                program.text().replace(before, after));
        assertThat(replaced.status()).as(replaced.text()).isEqualTo(200);
    }

    // ── Links and faults ──

    @Test
    void aLinkThatOpensNothingIsToldKindly() {
        String used = link(rich);
        opened(on(Browser.phone()), rich);
        Page first = on(Browser.phone()).open(used);
        assertThat(balance(first)).isVisible();
        for (String link : List.of(
                used,
                used.substring(0, used.length() - 9),
                cloud.api() + "/wallet#wrong",
                cloud.api() + "/wallet#%00<b>")) {
            Browser browser = on(Browser.phone());
            Page page = browser.open(link);
            assertThat(page.locator("h1")).hasText("This link is used up");
            assertThat(page).hasURL(Pattern.compile("/wallet$"));
            browser.hasNothingToComplainOf("status of 401", "status of 400");
        }
    }

    @Test
    void aFaultIsToldAndOvercomeByItself() {
        Browser browser = on(Browser.phone());
        Page page = browser.page();
        page.route(
                "**/v1/wallet",
                route -> route.fulfill(new Route.FulfillOptions().setStatus(500).setBody("{}")));
        page.navigate(link(rich));
        assertThat(page.locator("h1")).hasText("We cannot be reached just now");

        page.unroute("**/v1/wallet");
        page.getByRole(AriaRole.BUTTON).click();
        assertThat(balance(page)).isVisible();

        page.route(
                "**/v1/wallet",
                route -> route.fulfill(new Route.FulfillOptions().setStatus(503).setBody("")));
        assertThat(page.locator(".first .notice")).containsText("We cannot be reached just now");
        assertThat(balance(page)).isVisible();
        page.unroute("**/v1/wallet");
        assertThat(page.locator(".first .notice")).isHidden();
        browser.hasNothingToComplainOf("status of 500", "status of 503");
    }

    @Test
    void itIsUsedByTheKeyboardAlone() {
        Browser browser = on(Browser.desktop());
        Page page = opened(browser, rich);

        page.keyboard().press("Tab");
        assertThat(page.locator("button.menu")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("dialog#menu")).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.locator("button.menu")).isFocused();
        page.keyboard().press("Tab");
        assertThat(page.locator("button.stub")).isFocused();
        page.keyboard().press("Space");
        assertThat(page.locator("dialog#code button")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("button.stub")).isFocused();
        Locator line = page.locator(".history summary").first();
        for (int presses = 0;
                presses < 5
                        && !line.evaluate("line => line === document.activeElement")
                                .equals(true);
                presses++) {
            page.keyboard().press("Tab");
        }
        page.keyboard().press("Enter");
        assertThat(page.locator(".history .why").first()).isVisible();
        browser.hasNothingToComplainOf();
    }

    // ── Every state, to be looked at ──

    enum State {
        NEW,
        RICH,
        DEBT,
        CODE,
        MENU,
        SLOW,
        OFFLINE,
        LINK_OVER,
        FAILING
    }

    @ParameterizedTest
    @EnumSource
    void everyStateIsAccessible(State state) {
        Browser browser = on(Browser.phone());
        Page page = browser.page();

        bring(page, state);

        for (String device : List.of("phone", "desktop")) {
            page.setViewportSize(device.equals("phone") ? 390 : 1440, device.equals("phone") ? 844 : 900);
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                Browser.picture(
                        page,
                        "wallet-%s-%s-%s"
                                .formatted(state, device, scheme)
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '-'));
                browser.isAccessible(page);
            }
        }
        browser.hasNothingToComplainOf("status of 401", "status of 500", "ERR_INTERNET_DISCONNECTED");
    }

    private static void bring(Page page, State state) {
        switch (state) {
            case NEW -> {
                page.navigate(link(named("Ada")));
                assertThat(page.locator(".history")).containsText("Your first purchase will appear here");
            }
            case RICH -> {
                page.navigate(link(rich));
                page.locator(".history summary").nth(3).click();
                assertThat(page.locator(".why").nth(3)).isVisible();
            }
            case DEBT -> {
                page.navigate(link(inDebt()));
                assertThat(page.locator(".debt")).containsText("180 points are owed");
            }
            case CODE -> {
                page.navigate(link(rich));
                page.locator("button.stub").click();
                assertThat(page.locator(".big-digits b")).isVisible();
            }
            case MENU -> {
                page.navigate(link(rich));
                page.locator("button.menu").click();
                assertThat(page.locator("#menu")).isVisible();
                assertThat(page.locator(".pass")).hasCount(0);
            }
            case SLOW -> {
                page.route("**/v1/wallet/sessions", route -> {});
                page.navigate(link(rich));
                assertThat(page.locator(".notice")).containsText("The network is slow");
            }
            case OFFLINE -> {
                page.navigate(link(rich));
                assertThat(balance(page)).isVisible();
                Browser.until(page, "navigator.serviceWorker.controller !== null");
                page.context().setOffline(true);
                page.reload();
                assertThat(page.locator(".first .notice")).containsText("No network");
            }
            case LINK_OVER -> {
                page.navigate(cloud.api() + "/wallet#over");
                assertThat(page.locator("h1")).hasText("This link is used up");
            }
            case FAILING -> {
                page.route("**/v1/wallet", route -> route.fulfill(new Route.FulfillOptions().setStatus(500)));
                page.navigate(link(rich));
                assertThat(page.locator("h1")).hasText("We cannot be reached just now");
            }
        }
    }

    /** The style sheet makes every brand's colour readable. */
    @ParameterizedTest
    @CsvSource({"#ffe600", "#ffffff", "#000000", "#e4002b", "#00b7ff", "#7cff00"})
    void anyBrandCanBeRead(String color) {
        Browser browser = on(Browser.open(options -> options.setViewportSize(390, 844)));
        Page page = opened(browser, rich);
        page.evaluate("color => document.documentElement.style.setProperty('--brand', color)", color);
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            Browser.picture(
                    page,
                    "wallet-brand-%s-%s".formatted(color.substring(1), scheme).toLowerCase(Locale.ROOT));
            browser.isAccessible(page);
        }
    }
}
