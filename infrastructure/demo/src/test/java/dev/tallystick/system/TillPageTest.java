package dev.tallystick.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ViewportSize;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.tallystick.demo.Source;
import dev.tallystick.system.Cloud.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The till's page in a browser, against the whole system. */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("the tills' cloud")
class TillPageTest {

    private static final Cloud CLOUD = TillPage.CLOUD;

    private final TillShop shop = new TillShop();
    private final String key = shop.tillKey("till-1");
    private Browser browser = Browser.desktop();

    @AfterEach
    void nothingWentWrongBehindWhatIsSeen() {
        TillShop.nothingWentWrong(browser);
        browser.close();
    }

    @Test
    void aWholeDayAtTheTillWithAnOutageInIt() {
        TillPage till = TillPage.begin(browser, CLOUD, key, "ann-7");
        Page page = till.page();
        String phone = TillShop.freshPhone();
        till.enrol("Kim", phone);
        till.key("18750");
        assertThat(page.locator(".earns dd")).hasText("+187");
        String first = till.book();
        assertThat(till.heading("187 points earned")).isVisible();
        assertThat(page.getByText("The balance is 187 points, worth €1.87.")).isVisible();
        assertThat(page.locator("body")).not().containsText(phone);
        till.next();
        assertThat(page.locator(".stage")).not().containsText("Kim");
        Answer recorded = shop.purchase(first);
        assertThat(recorded.number("earned.points")).isEqualTo(187);
        String kim = String.valueOf(recorded.at("memberId"));

        till.scan(new Phone(CLOUD).code(kim, 0));
        assertThat(page.getByText("Code shown")).isVisible();
        till.key("4250");
        till.press("Pay with points");
        page.getByLabel("Points to spend").fill("150");
        till.press("Reserve");
        assertThat(page.getByText(Pattern.compile("150 points reserved until .*")))
                .isVisible();
        assertThat(page.locator(".to-pay dd")).hasText("€41.00");
        assertThat(page.locator(".earns dd")).hasText("+41");
        String second = till.book();
        assertThat(till.heading("41 points earned")).isVisible();
        till.next();
        assertThat(shop.purchase(second).at("earned.points")).isEqualTo(41);
        assertThat(shop.purchase(second).at("paidWith")).asString().contains(shop.id() + ".till-1:");
        assertThat(shop.available(kim)).isEqualTo(187 - 150 + 41);

        String third = till.sell(phone, "1000");
        new TillPage(page).button("Void " + third).click();
        till.press("Void it");
        assertThat(till.entries().filter(TillPage.withText("Voided"))).hasCount(1);
        assertThat(shop.purchase(third).at("status")).isEqualTo("voided");

        new TillPage(page).button("Refund " + second).click();
        assertThat(page.getByText("€42.50 are left of this sale.")).isVisible();
        till.press("Refund €41.00");
        assertThat(till.heading("Refund booked")).isVisible();
        assertThat(page.locator("dialog .reckoning")).hasText(Pattern.compile(".*€41.00.*150.*41.*", Pattern.DOTALL));
        till.press("Close");
        assertThat(shop.available(kim)).isEqualTo(187);

        page.evaluate("() => navigator.serviceWorker.ready");
        till.offline();
        String fourth = till.sell(phone, "2000");
        String newcomer = TillShop.freshPhone();
        till.enrol("Noor", newcomer);
        till.key("5000");
        String fifth = till.book();
        assertThat(till.heading("Kept, to be sent")).isVisible();
        till.next();
        till.sell(TillShop.freshPhone(), "700");
        till.press("Refund by receipt");
        page.getByLabel("Receipt of the sale").fill(first);
        page.getByLabel("Value of what comes back").focus();
        page.keyboard().type("8750");
        till.press("Refund €87.50");
        assertThat(till.heading("The refund is kept, to be sent")).isVisible();
        till.press("Close");
        assertThat(till.queue()).hasCount(5);

        page.reload();
        assertThat(till.search()).isFocused();
        assertThat(till.queue()).hasCount(5);
        assertThat(page.locator(".line")).hasText("Offline · 5 wait");

        till.online();
        assertThat(till.queue()).hasCount(1);
        assertThat(till.queue()).containsText("Nobody goes by this.");
        assertThat(till.entries().filter(TillPage.withText("Refused"))).hasCount(1);
        assertThat(till.entries().filter(TillPage.withText("+20 points"))).containsText(fourth);
        assertThat(till.entries().filter(TillPage.withText("+50 points"))).containsText(fifth);
        till.press("Dismiss");
        assertThat(till.queue()).hasCount(0);

        assertThat(shop.purchase(first).number("kept")).isEqualTo(187 - 87 - 1);
        assertThat(shop.available(kim)).isEqualTo(187 + 20 - 88);
        assertThat(lookup("phone", newcomer).number("balance.available")).isEqualTo(50);
        assertThat(operators(kim)).containsOnly("ann-7");
    }

    @Test
    void whoeverGivesUpASaleGivesThePointsBack() {
        String member = shop.office().enrolWith(500);
        TillPage till = TillPage.begin(browser, CLOUD, key, "bo");
        till.find(shop.card(member));
        till.key("1000");
        till.hold(500);
        assertThat(shop.available(member)).isZero();

        till.page().keyboard().press("Escape");
        assertThat(till.amount()).isFocused();
        Cloud.eventually(() -> shop.available(member), points -> points == 500);
        till.page().keyboard().press("Escape");
        assertThat(till.search()).isFocused();
    }

    @Test
    void theKeyIsKeptForTheShiftOnlyAndNeverInTheAddress() {
        TillPage till = TillPage.begin(browser, CLOUD, key, "ann-7");
        assertThat(till.page().url()).isEqualTo(CLOUD.api() + "/till");
        till.page().reload();
        assertThat(till.search()).isFocused();
        assertThat(till.page().evaluate("() => JSON.stringify(localStorage)"))
                .asString()
                .doesNotContain("tsk_");

        Page another = browser.open(CLOUD.api() + "/till");
        assertThat(another.getByLabel("Key of the till")).isFocused();

        till.page().evaluate("""
                () => {
                  const shift = JSON.parse(sessionStorage.getItem('tallystick.till.shift'));
                  sessionStorage.setItem('tallystick.till.shift', JSON.stringify({...shift, startedAt: Date.now() - 12 * 3600000}));
                }""");
        till.page().reload();
        assertThat(till.page().getByLabel("Key of the till")).isFocused();
        assertThat(till.page().evaluate("() => sessionStorage.length")).isEqualTo(0);

        TillPage again = TillPage.begin(browser, CLOUD, key, "ann-7");
        again.press("End shift");
        again.page()
                .getByRole(AriaRole.DIALOG)
                .getByText("End shift", new Locator.GetByTextOptions().setExact(true))
                .click();
        assertThat(again.page().getByLabel("Key of the till")).isFocused();
        assertThat(again.page().evaluate("() => sessionStorage.length")).isEqualTo(0);
    }

    /** Keys that are no till's own. */
    enum WrongKey {
        WEB_SHOP("This is the key of a web shop"),
        WHOLE_STORE("This key is a store's"),
        ANY_SOURCE("This key may do more"),
        FEWER_SCOPES("This key may do less"),
        UNKNOWN("This key opens nothing"),
        NO_KEY("This is not a whole key");

        private final String said;

        WrongKey(String said) {
            this.said = said;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aKeyThatIsNoTillsOwnIsRefusedKindly(WrongKey wrong) {
        Page page = browser.open(CLOUD.api() + "/till");
        page.getByLabel("Key of the till")
                .fill(
                        switch (wrong) {
                            case WEB_SHOP -> CLOUD.key("web", TillShop.SCOPES);
                            case WHOLE_STORE -> shop.storeKey();
                            case ANY_SOURCE -> shop.tillKey("till-9", Set.copyOf(Source.STORE_1.scopes()));
                            case FEWER_SCOPES -> shop.tillKey("till-8", Set.of("members", "purchases"));
                            case UNKNOWN -> "tsk_" + "a".repeat(16) + "_" + "b".repeat(52);
                            case NO_KEY -> "tsk_42";
                        });
        page.getByLabel("Who is at the till?").fill("ann-7");
        page.getByLabel("Who is at the till?").press("Enter");

        assertThat(page.getByRole(AriaRole.ALERT)).containsText(wrong.said);
        assertThat(page.getByLabel("Key of the till")).isFocused();
        assertThat(page.evaluate("() => sessionStorage.length")).isEqualTo(0);
    }

    @Test
    void aBrowserThatKeepsNothingStartsNoShift() {
        Page page = browser.page();
        page.addInitScript("indexedDB.open = () => { throw new DOMException('forbidden', 'SecurityError'); };"
                + " for (const name of ['localStorage', 'sessionStorage']) { Object.defineProperty(window, name,"
                + " { get() { throw new DOMException('forbidden', 'SecurityError'); } }); }");
        page.navigate(CLOUD.api() + "/till#" + shop.tillKey("till-7", TillShop.SCOPES));
        page.getByLabel("Who is at the till?").fill("ann-7");
        page.getByLabel("Who is at the till?").press("Enter");

        assertThat(page.getByRole(AriaRole.ALERT)).containsText("This browser keeps nothing");
    }

    @Test
    void whomNobodyKnowsIsEnrolledAndWhoIsKnownIsOpened() {
        String phone = TillShop.freshPhone();
        TillPage till = TillPage.begin(browser, CLOUD, key, "ann-7");
        till.find(phone);
        assertThat(till.page().locator(".problem")).containsText("Nobody has this phone number.");
        till.press("New customer");
        assertThat(till.page().getByLabel("Phone", new Page.GetByLabelOptions().setExact(true)))
                .hasValue(phone);
        till.press("Enrol");
        assertThat(till.amount()).isFocused();
        till.page().keyboard().press("Escape");

        till.press("New customer");
        till.page().getByLabel("Name").fill("Lou");
        till.page()
                .getByLabel("Phone", new Page.GetByLabelOptions().setExact(true))
                .fill(phone);
        till.press("Enrol");
        assertThat(till.problem()).containsText("Another customer has this");
        till.press("Open this customer");
        assertThat(till.amount()).isFocused();
        till.page().keyboard().press("Escape");
        till.find("-");
        assertThat(till.problem()).containsText("This is no code");
    }

    @Test
    void theCameraReadsTheCodeThatTheWalletShows() throws WriterException {
        String member = shop.office().enrol();
        TillPage till = TillPage.begin(browser, CLOUD, key, "ann-7");
        till.page().evaluate("""
                rows => {
                  const canvas = document.createElement('canvas');
                  canvas.width = canvas.height = 480;
                  const pen = canvas.getContext('2d');
                  const paint = () => {
                    pen.fillStyle = '#fff';
                    pen.fillRect(0, 0, 480, 480);
                    pen.fillStyle = '#000';
                    const size = Math.floor(400 / rows.length);
                    rows.forEach((row, y) => [...row].forEach((dark, x) => dark === '1' && pen.fillRect(40 + x * size, 40 + y * size, size, size)));
                  };
                  paint();
                  setInterval(paint, 100);
                  navigator.mediaDevices.getUserMedia = async () => canvas.captureStream(10);
                }""", qr(new Phone(CLOUD).code(member, 0)));
        till.press("Scan with the camera");

        assertThat(till.page().getByText("Code shown")).isVisible();
        assertThat(till.amount()).isFocused();
    }

    @Test
    void theCodeThatACustomersWalletShowsIsReadBackAndAcceptedAtTheTill() {
        String member = shop.office().enrolWith(300);
        TillPage till = TillPage.begin(browser, CLOUD, key, "ann-7");
        try (Browser phone = Browser.phone()) {
            Page wallet = phone.open(
                    String.valueOf(new Phone(CLOUD).createLink(member, "{}").at("url")));
            assertThat(wallet.locator("h1 .points")).hasText("300");

            till.scan(Browser.scan(wallet.locator("button.stub")));
            assertThat(till.page().getByText("Code shown")).isVisible();
            till.key("5000");
            till.book();
            assertThat(till.heading("50 points earned")).isVisible();
            assertThat(wallet.locator("h1 .points")).hasText("350");
            phone.hasNothingToComplainOf();
        }
    }

    @Test
    void aSaleNeedsNoMouse() {
        String member = shop.office().enrolWith(300);
        Page page = browser.open(CLOUD.api() + "/till");
        assertThat(page.getByLabel("Key of the till")).isFocused();
        page.keyboard().type(key);
        page.keyboard().press("Tab");
        page.keyboard().type("ann-7");
        page.keyboard().press("Enter");
        TillPage till = new TillPage(page);
        assertThat(till.search()).isFocused();
        page.keyboard().type(shop.card(member));
        page.keyboard().press("Enter");
        till.key("5000");
        page.keyboard().press("Backspace");
        page.keyboard().type("5");
        assertThat(till.amount()).hasValue("€50.05");
        assertThat(page.locator(".spend button")).isEnabled();
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(page.getByLabel("Points to spend")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("[data-focus=book]")).isFocused();
        page.keyboard().press("Enter");
        assertThat(till.heading("47 points earned")).isVisible();
        page.keyboard().press("Enter");
        assertThat(till.search()).isFocused();
        assertThat(shop.available(member)).isEqualTo(47);
    }

    @Test
    void aCodeThatIsScannedInTheMiddleOfASaleProvesWhoIsThereAndLeavesTheAmount() {
        String member = shop.office().enrolWith(300);
        TillPage till = TillPage.begin(browser, CLOUD, key, "ann-7");
        till.find(shop.card(shop.office().enrolWith(20)));
        assertThat(till.amount()).isFocused();
        till.scan(shop.card(member));
        assertThat(till.page().locator(".customer")).containsText("300 points");
        till.key("1250");
        till.scan(new Phone(CLOUD).code(member, 0));

        assertThat(till.page().getByText("Code shown")).isVisible();
        assertThat(till.amount()).hasValue("€12.50");

        till.scan(shop.card(shop.office().enrol()));
        assertThat(till.problem()).containsText("Finish this sale first");
        assertThat(till.amount()).hasValue("€12.50");
    }

    @Test
    void pointsWhoseReservationRunsOutOnTheScreenDoNotPayForTheSale() {
        String member = shop.office().enrolWith(500);
        Page page = browser.page();
        page.clock().install();
        page.navigate(CLOUD.api() + "/till#" + key);
        TillPage till = TillPage.begin(page, "ann-7");
        till.find(shop.card(member));
        till.key("5000");
        till.hold(200);
        assertThat(page.locator(".to-pay dd")).hasText("€48.00");

        page.clock().fastForward(Duration.ofHours(1).toMillis());
        assertThat(till.problem()).containsText("The reservation is over");
        assertThat(page.locator(".to-pay dd")).hasText("€50.00");
        assertThat(page.locator(".earns dd")).hasText("+50");
        till.book();
        assertThat(till.heading("50 points earned")).isVisible();
    }

    @Test
    void aCodeThatASlowScannerTypesIntoTheAmountIsNeverBookedAsOne() {
        TillPage till = TillPage.begin(browser, CLOUD, key, "ann-7");
        till.find(shop.card(shop.office().enrol()));
        assertThat(till.amount()).isFocused();
        till.scan("9614542517346029", 0.3);

        assertThat(till.problem()).containsText("That is no amount.");
        assertThat(till.amount()).hasValue("€0.00");
        assertThat(till.entries()).hasCount(0);
    }

    @ParameterizedTest
    @CsvSource({
        "phone, light, en-GB, 390, 844",
        "phone, dark, de-DE, 390, 844",
        "tablet, light, ar, 1024, 768",
        "desktop, dark, en-GB, 1440, 900"
    })
    void everyStateIsAccessible(String device, String theme, String language, int width, int height) {
        browser.close();
        browser = Browser.open(options -> options.setViewportSize(width, height)
                .setLocale(language)
                .setColorScheme(theme.equals("dark") ? ColorScheme.DARK : ColorScheme.LIGHT));
        String name = "till-" + device + "-" + theme + "-";
        String member = shop.office().enrolWith(1_234);
        Page page = browser.open(CLOUD.api() + "/till");
        state(page, ".start", name + "start");
        page.locator("[name=key]").fill(key);
        page.locator("[name=operator]").fill("ann-7");
        page.locator("[name=operator]").press("Enter");
        state(page, "#find", name + "find");
        page.locator("#find").fill("nobody@example.com");
        page.keyboard().press("Enter");
        state(page, ".problem", name + "nobody");
        page.locator("#find").fill(shop.card(member));
        page.keyboard().press("Enter");
        page.locator("[data-focus=amount]").pressSequentially("4250");
        assertThat(page.locator(".spend button")).isEnabled();
        state(page, ".serve", name + "sale");
        page.locator(".spend button").click();
        state(page, ".paying", name + "paying");
        page.keyboard().press("Enter");
        state(page, ".hold", name + "hold");
        page.locator("[data-focus=book]").click();
        state(page, ".done", name + "done");
        page.keyboard().press("Enter");
        page.context().setOffline(true);
        page.locator(".way").last().click();
        page.locator("[name=name]").fill("Noor");
        page.locator("[name=phone]").fill(TillShop.freshPhone());
        state(page, ".enrol", name + "enrol-offline");
        page.locator(".enrol .primary").click();
        page.locator("[data-focus=amount]").pressSequentially("999");
        state(page, ".customer.unknown", name + "offline");
        page.locator("[data-focus=book]").click();
        state(page, ".done.kept", name + "kept");
        if (device.equals("phone")) {
            page.locator(".tabs button").last().click();
        }
        state(page, ".queue .entry", name + "waiting");
        page.locator(".list .entry").last().locator("button").first().click();
        state(page, "dialog", name + "refund");
        page.keyboard().press("Escape");
        page.locator(".list .entry").last().locator("button").last().click();
        state(page, "dialog", name + "void");
        page.keyboard().press("Escape");
        page.context().setOffline(false);
        page.locator(".queue").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
        state(page, ".list .entry", name + "today");
    }

    private void state(Page page, String seen, String name) {
        assertThat(page.locator(seen).first()).isVisible();
        Browser.picture(page, name);
        ViewportSize size = page.viewportSize();
        page.setViewportSize(size.width, 2_400); // what a bar covers for now is no fault
        browser.isAccessible(page);
        page.setViewportSize(size.width, size.height);
        assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                .as("nothing of %s is cut off", name)
                .isEqualTo(true);
    }

    private static List<String> qr(String text) throws WriterException {
        BitMatrix matrix = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0);
        List<String> rows = new ArrayList<>();
        for (int y = 0; y < matrix.getHeight(); y++) {
            StringBuilder row = new StringBuilder();
            for (int x = 0; x < matrix.getWidth(); x++) {
                row.append(matrix.get(x, y) ? '1' : '0');
            }
            rows.add(row.toString());
        }
        return rows;
    }

    private Answer lookup(String type, String value) {
        return CLOUD.post(key, "/v1/members/lookup", "{\"member\": {\"%s\": \"%s\"}}".formatted(type, value));
    }

    private List<String> operators(String member) {
        return CLOUD.get(shop.office().key(), "/v1/members/" + member + "/entries?limit=200").list("entries").stream()
                .map((Map<String, Object> entry) -> String.valueOf(entry.get("operator")))
                .distinct()
                .toList();
    }
}
