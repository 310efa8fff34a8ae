package dev.tallystick.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What the till's page says of money and points: what is to be taken, what is to be handed back. */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("the tills' cloud")
class TillMoneyTest {

    private static final Cloud CLOUD = TillPage.CLOUD;

    private final TillShop shop = new TillShop();
    private final Browser browser = Browser.desktop();
    private final TillPage till = TillPage.begin(browser, CLOUD, shop.tillKey("till-1"), "ann-7");
    private final Page page = till.page();

    @AfterEach
    void nothingWentWrongBehindWhatIsSeen() {
        TillShop.nothingWentWrong(browser);
        browser.close();
    }

    @Test
    void whatIsToBeTakenIsOnTheButtonTheResultAndTheShiftsRow() {
        String member = shop.office().enrolWith(200);
        String receipt = sellWithPoints(member, "2000", "100");

        assertThat(page.locator(".done .to-pay dd")).hasText("€19.00 + 100 points");
        till.next();
        assertThat(till.entries().first()).containsText("€19.00 + 100 points");
        assertThat(shop.purchase(receipt).number("total.amount")).isEqualTo(2_000);

        till.find(shop.card(member));
        till.key("500");
        assertThat(till.button("Book €5.00")).isVisible();
    }

    @Test
    void thePointsAreKeyedInByThemselvesAndSayWhatIsWrongWithThem() {
        openPoints(shop.office().enrolWith(200), "2000");
        assertThat(page.locator("[data-focus=book]")).hasCount(0);
        assertThat(points()).hasValue("200");
        assertThat(till.amount()).not().isEditable();

        till.press("9");
        assertThat(points()).hasValue("9");
        assertThat(page.locator(".paying .why")).hasText("At least 100 points.");
        assertThat(till.button("Reserve")).isDisabled();
        till.press("00");
        assertThat(points()).hasValue("900");
        assertThat(page.locator(".paying .why")).hasText("At most 200 here.");
        till.press("Delete the last digit");
        assertThat(points()).isFocused();
        assertThat(till.amount()).hasValue("€20.00");
        points().fill("١٢٠");
        assertThat(points()).hasValue("120");
        assertThat(page.locator(".paying .why")).hasText("");
        assertThat(till.button("Reserve")).isEnabled();
    }

    @Test
    void escapeGivesUpPointsThatAreJustBeingReservedAndThenTheSale() {
        String member = shop.office().enrolWith(500);
        openPoints(member, "2000");
        List<Route> onTheWay = new ArrayList<>();
        page.route("**/v1/redemptions", onTheWay::add);
        page.keyboard().press("Enter");
        assertThat(till.button("Reserve")).isDisabled();

        page.keyboard().press("Escape");
        assertThat(till.amount()).isFocused();
        assertThat(page.locator(".paying")).hasCount(0);
        onTheWay.forEach(Route::resume);
        assertThat(till.button("Book €20.00")).isEnabled();
        Cloud.eventually(() -> shop.office().member(member).number("balance.held"), held -> held == 0);
        assertThat(shop.available(member)).isEqualTo(500);

        page.keyboard().press("Escape");
        assertThat(till.search()).isFocused();
    }

    @Test
    void aRefundSaysWhatToHandBackBeforeItIsBookedAndAfter() {
        String member = shop.office().enrolWith(100);
        String receipt = sellWithPoints(member, "2000", "100");
        till.next();
        till.press("Refund " + receipt);
        assertThat(page.locator("dialog .reckoning")).containsText("€19.00");
        assertThat(till.button("Refund €19.00")).isEnabled();

        page.keyboard().type("3000");
        assertThat(page.getByText("Only €20.00 are left of this sale.")).isVisible();
        assertThat(page.locator("dialog .primary")).isDisabled();
        page.keyboard().press("Delete");
        page.keyboard().type("1000");
        till.press("Refund €9.50");
        assertThat(till.heading("Refund booked")).isVisible();
        assertThat(page.locator("dialog .reckoning dd")).hasText(new String[] {"€9.50", "50", "10"});
        till.press("Close");
        assertThat(till.entries().first()).containsText("−€9.50");
        assertThat(till.entries().first()).containsText("50 points given back");

        till.press("Refund by receipt");
        page.getByLabel("Receipt of the sale").fill(shop.id() + ".till-1:" + receipt);
        page.keyboard().press("Tab");
        assertThat(page.locator("dialog .reckoning dd")).hasText(new String[] {"€9.50", "50", "9"});
        till.press("Refund €9.50");
        assertThat(till.heading("Refund booked")).isVisible();
        assertThat(shop.available(member)).isEqualTo(100);
    }

    @Test
    void whatIsHandedBackInPartsAddsUpToWhatWasTaken() {
        String receipt = sellWithPoints(shop.office().enrolWith(150), "1999", "150");
        till.next();
        BigDecimal handedBack = BigDecimal.ZERO;
        for (String part : List.of("333", "777", "")) {
            till.press("Refund " + receipt);
            assertThat(page.getByLabel("Value of what comes back")).isFocused();
            page.keyboard().type(part);
            String said = page.locator("dialog .reckoning").innerText();
            page.locator("dialog .primary").click();
            assertThat(till.heading("Refund booked")).isVisible();
            assertThat(page.locator("dialog .reckoning").innerText()).isEqualTo(said);
            handedBack = handedBack.add(
                    new BigDecimal(page.locator("dialog .to-pay dd").innerText().substring(1)));
            till.press("Close");
        }

        assertThat(handedBack).isEqualTo("18.49");
        assertThat(till.button("Refund " + receipt)).hasCount(0);
    }

    @Test
    void aVoidSaysWhatItTakesAndGivesBack() {
        String member = shop.office().enrolWith(100);
        String receipt = sellWithPoints(member, "2000", "100");
        till.next();
        till.press("Void " + receipt);
        assertThat(page.locator("dialog .reckoning dd")).hasText(new String[] {"€19.00", "100", "19"});
        till.press("Void it");

        Locator row = till.entries().first();
        assertThat(row).containsText("−€19.00");
        assertThat(row).containsText("19 points taken back");
        assertThat(row).containsText("100 points given back");
        assertThat(shop.available(member)).isEqualTo(100);
    }

    @Test
    void anotherShopsSaleIsRefusedInWords() {
        Shop web = CLOUD.shop("web");
        String order = Cloud.freshId();
        assertThat(web.buy(order, web.enrol(), 2_000).status()).isEqualTo(201);
        till.press("Refund by receipt");
        page.getByLabel("Receipt of the sale").fill("web:" + order);
        page.keyboard().press("Tab");

        assertThat(till.problem()).containsText("Only sales of this store can be refunded here.");
    }

    @Test
    void anOutageLeavesThePageAsHighAsTheScreenAndTheEndOfTheShiftSumsItUp() {
        page.setViewportSize(1_024, 768);
        sellWithPoints(shop.office().enrolWith(100), "2000", "100");
        till.next();
        till.offline();
        assertThat(page.evaluate("() => document.documentElement.scrollHeight <= innerHeight"))
                .isEqualTo(true);

        till.press("End shift");
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog.locator(".reckoning dd")).hasText(new String[] {"1 · €19.00", "0 · €0.00", "19", "100"});
    }

    private void openPoints(String member, String cents) {
        till.find(shop.card(member));
        till.key(cents);
        till.press("Pay with points");
        assertThat(points()).isFocused();
    }

    /** The receipt's number. */
    private String sellWithPoints(String member, String cents, String points) {
        openPoints(member, cents);
        points().fill(points);
        till.press("Reserve");
        assertThat(page.locator(".hold")).isVisible();
        String toPay = page.locator(".to-pay dd").innerText();
        assertThat(till.button("Take " + toPay)).isFocused();
        assertThat(page.locator(".earns b")).isVisible();
        return till.book();
    }

    private Locator points() {
        return page.getByLabel("Points to spend");
    }
}
