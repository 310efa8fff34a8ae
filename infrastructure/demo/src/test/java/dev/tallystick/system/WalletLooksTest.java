package dev.tallystick.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.tallystick.system.WalletPages.CLOUD;
import static dev.tallystick.system.WalletPages.RICH;
import static dev.tallystick.system.WalletPages.STORE;
import static dev.tallystick.system.WalletPages.balance;
import static dev.tallystick.system.WalletPages.done;
import static dev.tallystick.system.WalletPages.inDebt;
import static dev.tallystick.system.WalletPages.link;
import static dev.tallystick.system.WalletPages.named;
import static dev.tallystick.system.WalletPages.opened;
import static dev.tallystick.system.WalletPages.signOut;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The wallet in odd browsers and networks, under faults, by keyboard, in every state and colour. */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("the wallet's cloud")
class WalletLooksTest {

    @RegisterExtension
    final Browsers browsers = new Browsers();

    // ── Odd browsers and networks ──

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('', 'SecurityError') }})",
                "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') }"
            })
    void aBrowserThatRemembersNothingOpensTheWalletAllTheSame(String forbidden) {
        Browser browser = browsers.on(Browser.phone());
        browser.context().addInitScript(forbidden);
        Page page = opened(browser, RICH);

        signOut(page);

        assertThat(page.locator("h1")).hasText("You are signed out");
        Cloud.eventually(() -> browser.context().cookies(), List::isEmpty);
        browser.hasNothingToComplainOf();
    }

    @Test
    void aNetworkThatAsksToSignInFirstIsNone() {
        Browser browser = browsers.on(Browser.phone());
        Page page = opened(browser, RICH);

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
        done(STORE.buy(Cloud.freshId(), member, 1_234_500));
        Page page = browsers.on(Browser.phone()).page();
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
        done(STORE.buy(Cloud.freshId(), member, 987_654_321_00L));
        Browser browser = browsers.on(Browser.open(options -> options.setViewportSize(320, 640)));

        Page page = opened(browser, member);

        assertThat(balance(page)).hasText("987,654,321");
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(320);
        Browser.picture(page, "wallet-millions");
    }

    @Test
    void anotherColourOfTheBrandReachesPhonesThatKeepThePage() {
        Page page = opened(browsers.on(Browser.phone()), RICH);
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
        CLOUD.changeProgram(program -> program.replace(before, after));
    }

    // ── Links and faults ──

    @Test
    void aLinkThatOpensNothingIsToldKindly() {
        String used = link(RICH);
        opened(browsers.on(Browser.phone()), RICH);
        Page first = browsers.on(Browser.phone()).open(used);
        assertThat(balance(first)).isVisible();
        for (String link : List.of(
                used,
                used.substring(0, used.length() - 9),
                CLOUD.api() + "/wallet#wrong",
                CLOUD.api() + "/wallet#%00<b>")) {
            Browser browser = browsers.on(Browser.phone());
            Page page = browser.open(link);
            assertThat(page.locator("h1")).hasText("This link is used up");
            assertThat(page).hasURL(Pattern.compile("/wallet$"));
            browser.hasNothingToComplainOf("status of 401", "status of 400");
        }
    }

    @Test
    void aFaultIsToldAndOvercomeByItself() {
        Browser browser = browsers.on(Browser.phone());
        Page page = browser.page();
        page.route(
                "**/v1/wallet",
                route -> route.fulfill(new Route.FulfillOptions().setStatus(500).setBody("{}")));
        page.navigate(link(RICH));
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
        Browser browser = browsers.on(Browser.desktop());
        Page page = opened(browser, RICH);

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
        Browser browser = browsers.on(Browser.phone());
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
                page.navigate(link(RICH));
                page.locator(".history summary").nth(3).click();
                assertThat(page.locator(".why").nth(3)).isVisible();
            }
            case DEBT -> {
                page.navigate(link(inDebt()));
                assertThat(page.locator(".debt")).containsText("180 points are owed");
            }
            case CODE -> {
                page.navigate(link(RICH));
                page.locator("button.stub").click();
                assertThat(page.locator(".big-digits b")).isVisible();
            }
            case MENU -> {
                page.navigate(link(RICH));
                page.locator("button.menu").click();
                assertThat(page.locator("#menu")).isVisible();
                assertThat(page.locator(".pass")).hasCount(0);
            }
            case SLOW -> {
                page.route("**/v1/wallet/sessions", route -> {});
                page.navigate(link(RICH));
                assertThat(page.locator(".notice")).containsText("The network is slow");
            }
            case OFFLINE -> {
                page.navigate(link(RICH));
                assertThat(balance(page)).isVisible();
                Browser.until(page, "navigator.serviceWorker.controller !== null");
                page.context().setOffline(true);
                page.reload();
                assertThat(page.locator(".first .notice")).containsText("No network");
            }
            case LINK_OVER -> {
                page.navigate(CLOUD.api() + "/wallet#over");
                assertThat(page.locator("h1")).hasText("This link is used up");
            }
            case FAILING -> {
                page.route("**/v1/wallet", route -> route.fulfill(new Route.FulfillOptions().setStatus(500)));
                page.navigate(link(RICH));
                assertThat(page.locator("h1")).hasText("We cannot be reached just now");
                // It asks again by itself; what is seen meanwhile stays as long as there is no answer to that.
                page.route("**/v1/wallet", route -> {});
                assertThat(page.locator("button.primary")).isDisabled();
            }
        }
    }

    /** The style sheet makes every brand's colour readable. */
    @ParameterizedTest
    @CsvSource({"#ffe600", "#ffffff", "#000000", "#e4002b", "#00b7ff", "#7cff00"})
    void anyBrandCanBeRead(String color) {
        Browser browser = browsers.on(Browser.open(options -> options.setViewportSize(390, 844)));
        Page page = opened(browser, RICH);
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
