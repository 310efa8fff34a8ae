package dev.tallystick.system;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The browsers of a test, closed after it. */
final class Browsers implements AfterEachCallback {

    private final List<Browser> open = new ArrayList<>();

    Browser on(Browser browser) {
        open.add(browser);
        return browser;
    }

    @Override
    public void afterEach(ExtensionContext test) {
        open.forEach(Browser::close);
        open.clear();
    }
}
