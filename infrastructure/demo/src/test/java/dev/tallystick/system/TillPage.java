package dev.tallystick.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Instant;
import java.util.regex.Pattern;

/** The till's page as a shop assistant uses it: by what is written on it. */
record TillPage(Page page) {

    /** Of all tests of tills: they leave points reserved, which schedules write down while others count what there is. */
    static final Cloud CLOUD = Cloud.start(Cloud.dataDirectory());

    private static final Pattern RECEIPT = Pattern.compile("\\d{6}-[A-Z2-9]{5}");

    /** A shift that a link began. */
    static TillPage begin(Browser browser, Cloud cloud, String key, String operator) {
        return begin(browser.open(cloud.api() + "/till#" + key), operator);
    }

    static TillPage begin(Page page, String operator) {
        TillPage till = new TillPage(page);
        till.page.getByLabel("Who is at the till?").fill(operator);
        till.press("Start shift");
        assertThat(till.search()).isFocused();
        // A route that a test lays may miss what is sent while the worker takes the page over.
        Browser.until(page, "navigator.serviceWorker.controller !== null");
        return till;
    }

    Locator search() {
        return page.getByLabel("Code, card, phone or e-mail");
    }

    Locator amount() {
        return page.getByLabel("Amount");
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator heading(String name) {
        return page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** What waits. */
    Locator queue() {
        return page.locator(".queue .entry");
    }

    /** What was done in this shift, the newest first. */
    Locator entries() {
        return page.locator(".list .entry");
    }

    Locator problem() {
        return page.getByRole(AriaRole.ALERT);
    }

    void press(String name) {
        button(name).click();
    }

    void find(String text) {
        search().fill(text);
        search().press("Enter");
    }

    /** As a hand scanner does, wherever the cursor is. */
    void scan(String code) {
        scan(code, 0.005);
    }

    /** A key each time so many seconds went by, as the page is told: this machine may be slower or faster. */
    void scan(String code, double pause) {
        CDPSession keyboard = page.context().newCDPSession(page);
        double seconds = Instant.now().toEpochMilli() / 1_000.0;
        for (char key : (code + '\r').toCharArray()) {
            seconds += pause;
            JsonObject down = new JsonObject();
            down.addProperty("type", "keyDown");
            down.addProperty("key", key == '\r' ? "Enter" : String.valueOf(key));
            down.addProperty("text", String.valueOf(key));
            down.addProperty("windowsVirtualKeyCode", (int) key);
            down.addProperty("timestamp", seconds);
            keyboard.send("Input.dispatchKeyEvent", down);
        }
        keyboard.detach();
    }

    void enrol(String name, String phone) {
        press("New customer");
        page.getByLabel("Name").fill(name);
        page.getByLabel("Phone", new Page.GetByLabelOptions().setExact(true)).fill(phone);
        press("Enrol");
        assertThat(amount()).isFocused();
    }

    void key(String cents) {
        assertThat(amount()).isFocused();
        page.keyboard().type(cents);
    }

    /** Reserves points for what is keyed in. */
    void hold(int points) {
        press("Pay with points");
        page.getByLabel("Points to spend").fill(String.valueOf(points));
        press("Reserve");
        assertThat(page.getByText(points + " points reserved until")).isVisible();
    }

    /** The receipt's number of the sale at hand. */
    String receipt() {
        String receipt = page.getByLabel("Receipt").inputValue();
        org.assertj.core.api.Assertions.assertThat(receipt).matches(RECEIPT);
        return receipt;
    }

    /** Books what is keyed in; the receipt's number. */
    String book() {
        String receipt = receipt();
        page.locator("[data-focus=book]").click();
        assertThat(button("Next customer")).isFocused();
        return receipt;
    }

    void next() {
        press("Next customer");
        assertThat(search()).isFocused();
    }

    /** One sale to one customer, whole; the receipt's number. */
    String sell(String name, String cents) {
        find(name);
        key(cents);
        String receipt = book();
        next();
        return receipt;
    }

    void online() {
        page.context().setOffline(false);
        assertThat(page.locator(".line")).hasText("Online");
    }

    void offline() {
        page.context().setOffline(true);
        assertThat(page.locator(".line")).containsText("Offline");
    }

    static Locator.FilterOptions withText(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }
}
