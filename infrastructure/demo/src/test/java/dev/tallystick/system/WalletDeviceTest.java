package dev.tallystick.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
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
import static dev.tallystick.system.WalletPages.signOut;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.tallystick.system.Cloud.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a phone remembers of the wallet, and what it forgets: without a network, signed out, with several people and tabs. */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("the wallet's cloud")
class WalletDeviceTest {

    @RegisterExtension
    final Browsers browsers = new Browsers();

    // ── Without a network ──

    @Test
    void itOpensInADeadSpotWithACodeThatTheTillTakes() {
        Browser browser = browsers.on(Browser.phone());
        Page page = opened(browser, RICH);
        String balance = balance(page).textContent();
        assertThat(page.locator(".history details").first()).isVisible();
        Browser.until(page, "navigator.serviceWorker.controller !== null");

        browser.context().setOffline(true);
        page.reload();

        assertThat(balance(page)).hasText(balance);
        assertThat(page.locator(".first .notice")).containsText("No network");
        assertThat(page.locator(".history details").first()).isVisible();
        String code = Browser.scan(page.locator("button.stub"));
        assertThat(STORE.post("/v1/members/lookup", "{\"member\": {\"memberCode\": \"" + code + "\"}}")
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
        Browser browser = browsers.on(Browser.phone());
        Page page = browser.page();
        page.navigate(link(RICH));
        assertThat(balance(page)).isVisible();
        Browser.until(page, "navigator.serviceWorker.controller !== null");
        Answer wallet = PHONE.wallet(PHONE.link(RICH));
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
        Browser browser = browsers.on(Browser.phone());
        Page page = opened(browser, RICH);
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
        page.navigate(CLOUD.api() + "/wallet");
        assertThat(page.locator("h1")).hasText("Open your card with a link");
        browser.hasNothingToComplainOf("status of 401");
    }

    @Test
    void whoSignsOutWithoutANetworkIsSignedOutAsSoonAsThereIsOne() {
        String member = WEB.enrol();
        Browser browser = browsers.on(Browser.phone());
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
        page.navigate(CLOUD.api() + "/wallet");
        assertThat(page.locator("h1")).hasText("Open your card with a link");
        assertThat(browser.context().cookies()).isEmpty();
        Browser.until(page, "localStorage.length === 0");
    }

    @Test
    void aLostPhoneIsSignedOutFromAnotherOne() {
        String member = WEB.enrol();
        Page lost = opened(browsers.on(Browser.phone()), member);
        Page here = opened(browsers.on(Browser.phone()), member);

        here.locator("button.menu").click();
        here.locator(".devices button").click();

        assertThat(here.locator(".devices")).isHidden();
        assertThat(lost.locator("h1")).hasText("This device is signed out");
        Browser.until(lost, "localStorage.length === 0");
    }

    @Test
    void twoTabsOfOneDeviceGoOnTogether() {
        Browser browser = browsers.on(Browser.desktop());
        Page one = opened(browser, RICH);
        Page other = browser.open(CLOUD.api() + "/wallet");

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
        Browser browser = browsers.on(Browser.phone());
        Page page = browser.page();
        String link = link(RICH);
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
        Browser browser = browsers.on(Browser.desktop());
        Page one = opened(browser, RICH);
        Page other = browser.open(CLOUD.api() + "/wallet");
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
        done(STORE.buy(Cloud.freshId(), former, 4_200));
        String latter = named("Latter");
        Browser browser = browsers.on(Browser.phone());
        Page page = opened(browser, former);
        Page other = browser.open(CLOUD.api() + "/wallet");
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
}
