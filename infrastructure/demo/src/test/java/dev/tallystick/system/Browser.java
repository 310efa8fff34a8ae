package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * A person's browser: Debian's Chromium with a profile of its own. It takes down what a page complains of, so that a test can ask
 * whether anything went wrong behind what is seen.
 */
final class Browser implements AutoCloseable {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    /** What is not so by then never will be. */
    private static final double MOST_MILLIS = 60_000;

    /** Whatever the page's policy forbids is told to its console, by the page itself. */
    private static final String TELL_VIOLATIONS =
            "addEventListener('securitypolicyviolation', e => console.error('CSP: ' + e.violatedDirective + ' '"
                    + " + e.blockedURI + ' ' + e.sourceFile + ':' + e.lineNumber + ' ' + e.sample))";

    /** A page gives up on an answer after some seconds; how fast this machine is today decides no test. */
    private static final String HAVE_PATIENCE =
            "{ const within = AbortSignal.timeout.bind(AbortSignal); AbortSignal.timeout = millis => within(10 * millis); }";

    private final BrowserContext context;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private Browser(BrowserContext context) {
        this.context = context;
    }

    /** One for all tests of a thread, each with a profile of its own: Playwright answers the thread that started it. */
    private static final class Started {

        private static final ThreadLocal<com.microsoft.playwright.Browser> CHROMIUM =
                ThreadLocal.withInitial(Started::start);

        private static com.microsoft.playwright.Browser start() {
            Playwright playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
            return playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(executable())
                            .setArgs(List.of(
                                    "--no-sandbox",
                                    "--disable-gpu",
                                    "--disable-quic",
                                    "--disable-background-networking",
                                    "--use-fake-ui-for-media-stream",
                                    "--use-fake-device-for-media-stream")));
        }

        private static Path executable() {
            return Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(name -> Path.of("/usr/bin", name))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(
                            "the pages are tested in Chromium, and there is none: apt-get install chromium"));
        }
    }

    static Browser phone() {
        return open(options -> options.setViewportSize(390, 844)
                .setDeviceScaleFactor(2)
                .setHasTouch(true)
                .setIsMobile(true));
    }

    static Browser tablet() {
        return open(options -> options.setViewportSize(1024, 768).setHasTouch(true));
    }

    static Browser desktop() {
        return open(options -> options.setViewportSize(1440, 900));
    }

    /** Of a person who reads English, sees the light theme and likes no motion, unless told otherwise. */
    static Browser open(UnaryOperator<com.microsoft.playwright.Browser.NewContextOptions> how) {
        Browser browser = new Browser(Started.CHROMIUM
                .get()
                .newContext(how.apply(new com.microsoft.playwright.Browser.NewContextOptions()
                        .setLocale("en-GB")
                        .setTimezoneId("Europe/Berlin")
                        .setColorScheme(ColorScheme.LIGHT)
                        .setReducedMotion(ReducedMotion.REDUCE))));
        browser.context.setDefaultTimeout(MOST_MILLIS);
        PlaywrightAssertions.setDefaultAssertionTimeout(MOST_MILLIS);
        browser.context.addInitScript(TELL_VIOLATIONS);
        browser.context.addInitScript(HAVE_PATIENCE);
        browser.context.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                browser.complaints.add(message.type() + ": " + message.text() + " " + message.location());
            }
        });
        browser.context.onWebError(error -> browser.complaints.add("thrown: " + error.error()));
        return browser;
    }

    BrowserContext context() {
        return context;
    }

    Page page() {
        return context.newPage();
    }

    Page open(String url) {
        Page page = page();
        page.navigate(url);
        return page;
    }

    /** What a person with an assistive technology would meet: WCAG 2.2 A and AA, and axe's best practices. */
    void isAccessible(Page page) {
        List<Rule> violations = new AxeBuilder(page)
                .setLegacyMode(true) // for pages with frames of other origins axe opens another page each time
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
                .analyze()
                .getViolations();
        assertThat(violations)
                .as(violations.stream()
                        .map(rule -> rule.getId() + ": " + rule.getHelp() + " "
                                + rule.getNodes().stream()
                                        .map(node -> node.getHtml() + " " + node.getFailureSummary())
                                        .toList())
                        .toList()
                        .toString())
                .isEmpty();
    }

    /** Errors and warnings of the console, what was thrown, and what the page's policy stopped, except of these words. */
    void hasNothingToComplainOf(String... known) {
        assertThat(complaints.stream().filter(text -> Stream.of(known).noneMatch(text::contains)))
                .isEmpty();
    }

    /** Waits until something is so in a page. */
    static void until(Page page, String expression) {
        Cloud.eventually(() -> page.evaluate(expression), Boolean.TRUE::equals);
    }

    /** Puts what is seen, whole, into {@code target/screenshots}, for people to look at. */
    static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }

    /** The text of a QR code, as a scanner would read it off the screen. */
    static String scan(Locator code) {
        return scan(code, BarcodeFormat.QR_CODE);
    }

    /** The text of a code of that kind. */
    static String scan(Locator code, BarcodeFormat format) {
        try {
            return new MultiFormatReader()
                    .decode(
                            new BinaryBitmap(new HybridBinarizer(new BufferedImageLuminanceSource(
                                    ImageIO.read(new ByteArrayInputStream(code.screenshot()))))),
                            Map.of(DecodeHintType.POSSIBLE_FORMATS, List.of(format), DecodeHintType.TRY_HARDER, true))
                    .getText();
        } catch (NotFoundException e) {
            throw new AssertionError("no code is to be seen", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
