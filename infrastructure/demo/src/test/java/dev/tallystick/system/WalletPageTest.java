package dev.tallystick.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.tallystick.system.WalletPages.BRAND;
import static dev.tallystick.system.WalletPages.CLOUD;
import static dev.tallystick.system.WalletPages.PHONE;
import static dev.tallystick.system.WalletPages.RICH;
import static dev.tallystick.system.WalletPages.STORE;
import static dev.tallystick.system.WalletPages.WEB;
import static dev.tallystick.system.WalletPages.balance;
import static dev.tallystick.system.WalletPages.done;
import static dev.tallystick.system.WalletPages.link;
import static dev.tallystick.system.WalletPages.named;
import static dev.tallystick.system.WalletPages.opened;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BarcodeFormat;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import dev.tallystick.system.Cloud.Answer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The wallet as customers meet it: a link, what there is and why, the code, what happens while one looks. */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("the wallet's cloud")
class WalletPageTest {

    @RegisterExtension
    final Browsers browsers = new Browsers();

    private static final int MOST_BYTES = 100_000;

    // ── Opening ──

    @Test
    void aLinkOpensTheWalletAndItsTokenIsNowhereToBeSeen() {
        Browser browser = browsers.on(Browser.phone());
        List<String> asked = new ArrayList<>();
        browser.context().onRequest(request -> asked.add(request.url()));
        String link = link(RICH);
        String token = link.substring(link.indexOf('#') + 1);

        Page page = browser.open(link);

        assertThat(balance(page)).isVisible();
        assertThat(page).hasURL(Pattern.compile("/wallet$"));
        assertThat(page).hasTitle(BRAND);
        assertThat(asked).noneMatch(url -> url.contains(token));
        assertThat(asked)
                .allMatch(url -> URI.create(url).getPort() == CLOUD.api().getPort());
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

    private static int compressedBytes(String path) {
        Answer file = CLOUD.send("GET", path, Map.of("Accept-Encoding", "gzip"), "");
        assertThat(file.status()).as(path).isEqualTo(200);
        return Integer.parseInt(file.headers().get("content-length").getFirst());
    }

    @Test
    void everythingTogetherIsSmallAndStrict() {
        Browser browser = browsers.on(Browser.phone());
        Set<String> asked = ConcurrentHashMap.newKeySet();
        browser.context().onRequest(request -> asked.add(request.url()));

        Page page = opened(browser, RICH);
        Browser.until(page, "navigator.serviceWorker.ready.then(r => r.active !== null)");

        assertThat(asked.stream()
                        .map(URI::create)
                        .map(URI::getPath)
                        .filter(path -> path.startsWith("/wallet"))
                        .distinct()
                        .mapToInt(WalletPageTest::compressedBytes)
                        .sum())
                .isBetween(10_000, MOST_BYTES);
        Answer html = CLOUD.send("GET", "/wallet", Map.of(), "");
        assertThat(html.headers().get("content-security-policy").getFirst())
                .contains("default-src 'none'", "script-src 'self';", "style-src 'self';", "frame-ancestors 'none'")
                .contains("require-trusted-types-for 'script'")
                .doesNotContain("unsafe")
                .doesNotContain("http");
        assertThat(html.headers().get("referrer-policy")).containsExactly("no-referrer");
        assertThat(html.text()).contains("Kessel &amp; &lt;Korn&gt;").doesNotContain("<Korn>");
        String etag = html.headers().get("etag").getFirst();
        assertThat(CLOUD.send("GET", "/wallet", Map.of("If-None-Match", etag), "")
                        .status())
                .isEqualTo(304);
        browser.hasNothingToComplainOf();
    }

    /** As Chromium sees it; a test's profile is private, which alone it minds. */
    @Test
    void aBrowserOffersToInstallIt() {
        Browser browser = browsers.on(Browser.phone());
        Page page = opened(browser, RICH);
        Browser.until(page, "navigator.serviceWorker.controller !== null");

        assertThat(browser.context()
                        .newCDPSession(page)
                        .send("Page.getInstallabilityErrors")
                        .toString())
                .isEqualTo("{\"installabilityErrors\":[{\"errorId\":\"in-incognito\",\"errorArguments\":[]}]}");
    }

    @Test
    void itCanBePutOnTheHomeScreenUnderTheBrand() {
        Answer manifest = CLOUD.send("GET", "/wallet/manifest.webmanifest", Map.of(), "");

        assertThat(manifest.at("name")).isEqualTo(BRAND);
        assertThat(manifest.at("theme_color")).isEqualTo("#2f6f4f");
        assertThat(manifest.at("start_url")).isEqualTo("/wallet");
        assertThat(manifest.at("display")).isEqualTo("standalone");
        for (Map<String, Object> icon : manifest.list("icons")) {
            Answer found = CLOUD.send("GET", String.valueOf(icon.get("src")), Map.of(), "");
            assertThat(found.headers().get("content-type")).containsExactly("image/svg+xml");
            assertThat(found.text()).contains("#2f6f4f").doesNotContain("<Korn>");
        }
        assertThat(CLOUD.send("GET", "/wallet/sw.js", Map.of(), "").headers().get("service-worker-allowed"))
                .containsExactly("/wallet");
        assertThat(CLOUD.send("GET", "/wallet/nothing.js", Map.of(), "").code()).isEqualTo("not-found");
    }

    // ── What is shown ──

    @Test
    void itShowsWhatTheCustomerHasAndWhy() {
        Browser browser = browsers.on(Browser.phone());
        Page page = opened(browser, RICH);
        Answer wallet = PHONE.wallet(PHONE.link(RICH));

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
        String member = WEB.enrolWith(460);
        String captured = Cloud.freshId();
        String released = Cloud.freshId();
        done(WEB.hold(captured, member, 150, "PT1H"));
        done(WEB.hold(released, member, 110, "PT1H"));
        done(WEB.hold(Cloud.freshId(), member, 200, "PT1H"));
        assertThat(WEB.redemption(captured, "capture", "{}").status()).isEqualTo(200);
        assertThat(WEB.redemption(released, "release", "{}").status()).isEqualTo(200);

        Page page = opened(browsers.on(Browser.phone()), member);
        page.mouse().wheel(0, 5_000);

        assertThat(page.locator(".history summary b"))
                .hasText(new String[] {"No longer reserved", "Paid with points", "Reserved", "Correction", "Welcome"});
        assertThat(balance(page)).hasText("110");
    }

    @Test
    void theHistoryIsReadOnAsOneScrolls() {
        String member = WEB.enrol();
        for (int i = 0; i < 44; i++) {
            done(STORE.adjust(Cloud.freshId(), member, 1));
        }
        Browser browser = browsers.on(Browser.phone());
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
        Browser browser = browsers.on(Browser.desktop());

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
        String member = WEB.enrol();
        done(STORE.buy(Cloud.freshId(), member, 15_000));
        Browser browser =
                browsers.on(Browser.open(options -> options.setLocale(locale).setViewportSize(390, 844)));

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
        Browser browser = browsers.on(Browser.phone());
        Page page = opened(browser, RICH);
        String card = String.valueOf(PHONE.wallet(PHONE.link(RICH)).at("member.cardNumber"));

        String small = Browser.scan(page.locator("button.stub"));
        page.locator("button.stub").click();
        String digits;
        String large;
        do {
            // The code changes every half minute, perhaps between two looks.
            digits = bigDigits(page);
            large = Browser.scan(page.locator(".big-qr"));
        } while (!digits.equals(bigDigits(page)));
        String bars = Browser.scan(page.locator("dialog#code"), BarcodeFormat.CODE_128);
        Answer found = STORE.post("/v1/members/lookup", "{\"member\": {\"memberCode\": \"" + large + "\"}}");

        assertThat(List.of(small, large, bars))
                .allSatisfy(code -> assertThat(code).startsWith(card).hasSize(24));
        assertThat(large).isEqualTo(digits);
        assertThat(found.status()).as(found.text()).isEqualTo(200);
        assertThat(found.at("memberId")).isEqualTo(RICH);
        assertThat(found.at("presence")).isNotNull();
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog#code")).isHidden();
        assertThat(page.locator("button.stub")).isFocused();
        browser.hasNothingToComplainOf();
    }

    private static String bigDigits(Page page) {
        return page.locator(".big-digits").innerText().replaceAll("\\s", "");
    }

    // ── Live ──

    @Test
    void aPurchaseAtTheTillMovesTheBalanceWhileOneLooks() {
        String member = STORE.enrolWith(40);
        Browser browser = browsers.on(Browser.open(
                options -> options.setViewportSize(390, 844).setReducedMotion(ReducedMotion.NO_PREFERENCE)));
        Page page = opened(browser, member);
        assertThat(balance(page)).hasText("40");
        assertThat(page.locator(".to-spend")).hasText("60 more and you can spend");

        done(STORE.buy(Cloud.freshId(), member, 8_700));

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
        Browser browser = browsers.on(Browser.phone());
        Page page = browser.page();
        page.clock().install();
        page.navigate(link(RICH));
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
}
