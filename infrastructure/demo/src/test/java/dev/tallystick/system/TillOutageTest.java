package dev.tallystick.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.LoadState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The till without a network, or with one that loses answers: what waits, how it is sent, what becomes of it. */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("the tills' cloud")
class TillOutageTest {

    private static final Cloud CLOUD = TillPage.CLOUD;

    private final TillShop shop = new TillShop();
    private final String key = shop.tillKey("till-1");
    private Browser browser = Browser.desktop();

    @AfterEach
    void nothingWentWrongBehindWhatIsSeen() {
        TillShop.nothingWentWrong(browser);
        browser.close();
    }

    @ParameterizedTest
    @CsvSource({
        // answers that are lost | what the assistant sees
        "1, 42 points earned",
        "2, 'Kept, to be sent'",
    })
    void aSaleWhoseAnswerIsLostIsBookedOnce(int lost, String seen) {
        String member = shop.office().enrol();
        TillPage till = TillPage.begin(browser, CLOUD, key, "bo");
        till.find(shop.card(member));
        loseAnswers(till.page().context(), "**/v1/purchases", lost);
        till.key("4200");
        String receipt = till.book();

        assertThat(till.heading(seen)).isVisible();
        till.next();
        assertThat(till.entries().filter(TillPage.withText("+42 points"))).containsText(receipt);
        assertThat(till.queue()).hasCount(0);
        assertThat(shop.available(member)).isEqualTo(42);
        assertThat(shop.office().entries(member, 2)).hasSize(2);
    }

    @Test
    void pointsWhoseReservationWasNeverAnsweredAreGivenBack() {
        String member = shop.office().enrolWith(500);
        TillPage till = TillPage.begin(browser, CLOUD, key, "bo");
        till.find(shop.card(member));
        till.key("1000");
        till.press("Pay with points");
        loseAnswers(till.page().context(), "**/v1/redemptions", 2);
        till.press("Reserve");

        assertThat(till.page().getByText("No answer, so no points were taken.")).isVisible();
        assertThat(till.queue()).hasCount(0);
        Cloud.eventually(() -> shop.available(member), points -> points == 500);
        assertThat(shop.office().member(member).number("balance.held")).isZero();
    }

    @Test
    void withoutANetworkASaleTakesAsManyPointsAsTheProgramTrustsTillsWith() {
        String member = shop.office().enrolWith(500);
        String card = shop.card(member);
        TillPage till = TillPage.begin(browser, CLOUD, key, "ann-7");
        till.page().evaluate("() => navigator.serviceWorker.ready");
        // An answer that is still on its way would bring the program as it is, over the one that is made up here.
        till.page().waitForLoadState(LoadState.NETWORKIDLE);
        till.offline();
        till.page().evaluate("""
                () => {
                  const shift = JSON.parse(sessionStorage.getItem('tallystick.till.shift'));
                  shift.who.program.redeem.offlineMaxPoints = 300;
                  sessionStorage.setItem('tallystick.till.shift', JSON.stringify(shift));
                }""");
        till.page().reload();
        assertThat(till.search()).isFocused();
        till.find(card);
        till.key("5000");
        till.press("Pay with points");
        assertThat(till.page().getByLabel("Points to spend")).hasValue("300");
        till.press("Take");
        assertThat(till.page().locator(".to-pay dd")).hasText("€47.00");
        till.book();
        till.next();
        assertThat(till.queue()).hasCount(2);
        till.online();

        assertThat(till.queue()).hasCount(0);
        assertThat(till.entries().filter(TillPage.withText("+47 points"))).hasCount(1);
        assertThat(shop.available(member)).isEqualTo(500 - 300 + 47);
    }

    @Test
    void twoTabsSendWhatWaitsOnce() {
        List<String> members = List.of(shop.office().enrol(), shop.office().enrol());
        List<TillPage> tabs = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            tabs.add(TillPage.begin(browser, CLOUD, key, "ann-7"));
        }
        List<String> cards = members.stream().map(shop::card).toList();
        AtomicInteger batches = new AtomicInteger();
        browser.context().onRequest((Request request) -> {
            if (request.method().equals("POST") && request.url().endsWith("/v1/batches")) {
                batches.incrementAndGet();
            }
        });
        browser.context().setOffline(true);
        for (int i = 0; i < 2; i++) {
            tabs.get(i).sell(cards.get(i), "3300");
        }
        tabs.forEach(tab -> assertThat(tab.queue()).hasCount(2));
        tabs.getFirst().online();

        tabs.forEach(tab -> assertThat(tab.queue()).hasCount(0));
        tabs.forEach(tab -> assertThat(tab.entries().filter(TillPage.withText("+33 points")))
                .hasCount(1));
        members.forEach(member -> assertThat(shop.office().entries(member, 2)).hasSize(2));
        assertThat(batches).hasValue(1);
    }

    @Test
    void anotherTillsShiftLeavesAloneWhatWaitsForItsOwn() {
        String member = shop.office().enrol();
        TillPage till = TillPage.begin(browser, CLOUD, key, "ann-7");
        till.offline();
        String receipt = till.sell(shop.card(member), "1200");
        till.press("End shift");
        assertThat(till.page().getByText("One operation waits.")).isVisible();
        till.page().locator("dialog .primary").click();
        till.page().close();
        browser.context().setOffline(false);

        TillPage other = TillPage.begin(browser, CLOUD, shop.tillKey("till-2"), "bo");
        assertThat(other.page().getByText("One more is of till " + shop.id() + ".till-1"))
                .isVisible();
        assertThat(other.sell(shop.card(member), "100")).isNotEmpty();
        assertThat(shop.available(member)).isEqualTo(1);
        other.page().close();

        TillPage again = TillPage.begin(browser, CLOUD, key, "ann-7");
        assertThat(again.page().locator(".queue")).hasCount(0);
        assertThat(shop.available(member)).isEqualTo(13);
        assertThat(shop.purchase(receipt).number("total.amount")).isEqualTo(1200);
    }

    @Test
    void aSaleWhosePointsWereNotReservedAnyMoreIsBookedWithoutThem() {
        String member = shop.office().enrolWith(500);
        TillPage till = TillPage.begin(browser, CLOUD, key, "ann-7");
        List<String> asked = new CopyOnWriteArrayList<>();
        browser.context().route("**/v1/redemptions", route -> {
            asked.add(route.request().postData());
            holdForASecond(route);
        });
        till.find(shop.card(member));
        till.key("5000");
        till.hold(200);
        till.offline();
        String receipt = till.book();
        till.next();
        String hold = asked.getFirst().replaceFirst(".*\"redemptionId\":\"([A-Z0-9]+)\".*", "$1");
        Cloud.eventually(
                () -> shop.office().redemption(shop.id() + ".till-1:" + hold).at("status"), "expired"::equals);
        till.online();

        assertThat(till.queue().filter(TillPage.withText("are not reserved any more")))
                .containsText(receipt);
        till.press("Book without points");
        assertThat(till.queue()).hasCount(0);
        assertThat(till.entries().filter(TillPage.withText("+50 points"))).containsText(receipt);
        assertThat(till.entries().filter(TillPage.withText("Refused"))).hasCount(0);
        assertThat(till.entries().filter(TillPage.withText("200"))).hasCount(0);
        assertThat(shop.purchase(receipt).number("earned.points")).isEqualTo(50);
        assertThat(shop.purchase(receipt).list("paidWith")).isEmpty();
    }

    /** As long as the till asks for, as far as the till can tell. */
    private static void holdForASecond(Route route) {
        APIResponse answer = route.fetch(new Route.FetchOptions()
                .setPostData(route.request().postData().replace("\"hold\":{}", "\"hold\":{\"expiresIn\":\"PT1S\"}")));
        route.fulfill(new Route.FulfillOptions()
                .setResponse(answer)
                .setBody(answer.text()
                        .replaceFirst(
                                "\"expiresAt\":\"[^\"]*\"",
                                "\"expiresAt\":\"" + Instant.now().plusSeconds(900) + '"')));
    }

    /** What the other side makes of so many is LargeBatchTest's; here it says yes. */
    @Test
    void moreThanABatchHoldsGoesInSeveral() {
        TillPage till = TillPage.begin(browser, CLOUD, key, "ann-7");
        List<Integer> sizes = new CopyOnWriteArrayList<>();
        browser.context().route("**/v1/batches", route -> {
            sizes.add(operations(route.request()));
            route.fulfill(new Route.FulfillOptions().setStatus(202).setBody("{}"));
        });
        browser.context().route("**/v1/batches/*", route -> {
            String accepted = String.join(",", Collections.nCopies(sizes.getLast(), "{\"status\": \"accepted\"}"));
            route.fulfill(new Route.FulfillOptions().setBody("{\"results\": [" + accepted + "]}"));
        });
        till.page().evaluate(SEED, List.of(shop.id() + ".till-1", 502));
        till.page().reload();

        assertThat(till.page().locator(".line")).hasText("Online");
        assertThat(till.queue()).hasCount(0);
        assertThat(sizes).containsExactly(500, 2);
    }

    /** Puts so many operations where the page keeps what waits. */
    private static final String SEED = """
            ([till, count]) => new Promise((resolve, reject) => {
              const opening = indexedDB.open('tallystick-till', 1);
              opening.onsuccess = () => {
                const transaction = opening.result.transaction('operations', 'readwrite');
                for (let i = 0; i < count; i++) {
                  const op = {type: 'void', redemption: `never-${i}`, operator: 'ann-7'};
                  transaction.objectStore('operations').add({till, op, label: {points: 1}, entry: `e-${i}`, state: 'waiting', since: Date.now()});
                }
                transaction.oncomplete = () => resolve();
                transaction.onerror = () => reject(transaction.error);
              };
            })""";

    @Test
    void aSaleThatWaitedIsSaidToBeBookedOnceItIs() {
        TillPage till = TillPage.begin(browser, CLOUD, key, "ann-7");
        String card = shop.card(shop.office().enrol());
        till.offline();
        till.find(card);
        till.key("1000");
        till.book();
        assertThat(till.heading("Kept, to be sent")).isVisible();

        till.online();

        assertThat(till.heading("10 points earned")).isVisible();
        till.offline();
        till.next();
        till.find(TillShop.freshPhone());
        till.key("1000");
        till.book();
        till.online();
        assertThat(till.heading("Refused")).isVisible();
    }

    @Test
    void aBatchThatIsTooLargeIsHalvedUntilItIsNot() {
        List<String> members = List.of(
                shop.office().enrol(), shop.office().enrol(), shop.office().enrol());
        TillPage till = TillPage.begin(browser, CLOUD, key, "ann-7");
        browser.context().route("**/v1/batches", route -> {
            if (operations(route.request()) > 1) {
                refuse(route, 413, "body-too-large");
            } else {
                route.resume();
            }
        });
        List<String> cards = members.stream().map(shop::card).toList();
        till.offline();
        cards.forEach(card -> till.sell(card, "1000"));
        till.online();

        assertThat(till.queue()).hasCount(0);
        members.forEach(member -> assertThat(shop.available(member)).isEqualTo(10));
    }

    @ParameterizedTest
    @CsvSource({
        // status | problem | what the assistant sees
        "403, forbidden, This till's key may not do this.",
        "429, rate-limited, Too much in one minute.",
        "413, body-too-large, Too much at once.",
    })
    void aBatchThatIsRefusedAsAWholeIsKeptAndSentLater(int status, String code, String said) {
        String member = shop.office().enrol();
        String card = shop.card(member);
        TillPage till = TillPage.begin(browser, CLOUD, key, "ann-7");
        browser.context().route("**/v1/batches", route -> refuse(route, status, code));
        till.offline();
        till.sell(card, "1000");
        browser.context().setOffline(false);
        assertThat(till.page().getByText(said)).isVisible();
        assertThat(till.queue()).hasCount(1);
        browser.context().unroute("**/v1/batches");
        till.press("Send now");

        assertThat(till.queue()).hasCount(0);
        assertThat(till.page().getByText(said)).isHidden();
        assertThat(shop.available(member)).isEqualTo(10);
    }

    @Test
    void aRefundWhoseSaleHasNotComeYetWaitsForIt() {
        String member = shop.office().enrol();
        String receipt = "R-" + Cloud.freshId();
        TillPage till = TillPage.begin(browser, CLOUD, key, "ann-7");
        till.offline();
        till.press("Refund by receipt");
        till.page().getByLabel("Receipt of the sale").fill(shop.id() + ".till-2:" + receipt);
        till.page().getByLabel("Value of what comes back").focus();
        till.page().keyboard().type("4000");
        till.press("Refund €40.00");
        till.press("Close");
        till.online();
        assertThat(till.queue()).containsText("Waits for its sale");
        till.sell(shop.card(member), "100");

        Shop other = new Shop(CLOUD, shop.tillKey("till-2"), shop.office().happenedAt());
        assertThat(other.buy(receipt, member, 10_000).status()).isEqualTo(201);
        Cloud.eventually(() -> shop.available(member), points -> points == 1 + 60);
        Cloud.eventually(
                () -> {
                    till.page().evaluate("() => dispatchEvent(new Event('online'))");
                    return till.queue().count();
                },
                count -> count == 0);
        assertThat(till.entries().filter(TillPage.withText("Refund")).first()).containsText("Booked");
    }

    private static int operations(Request request) {
        return request.postData().split("\"type\":", -1).length - 1;
    }

    private static void refuse(Route route, int status, String code) {
        route.fulfill(new Route.FulfillOptions()
                .setStatus(status)
                .setContentType("application/problem+json")
                .setBody("{\"status\": %d, \"code\": \"%s\"}".formatted(status, code)));
    }

    /** The other side does all that is asked of it; so many of its answers get lost. */
    private static void loseAnswers(BrowserContext context, String where, int lost) {
        AtomicInteger left = new AtomicInteger(lost);
        context.route(where, (Route route) -> {
            if (left.getAndDecrement() > 0) {
                route.fetch();
                route.abort();
            } else {
                route.resume();
            }
        });
    }
}
