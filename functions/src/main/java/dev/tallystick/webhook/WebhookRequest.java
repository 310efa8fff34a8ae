package dev.tallystick.webhook;

import dev.tallystick.json.Fields;
import dev.tallystick.points.Kind;
import dev.tallystick.store.Names;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code {url, kinds?: […]}}.
 *
 * @param kinds of entries; every kind where there are none
 */
record WebhookRequest(String url, TreeSet<String> kinds) {

    private static final Pattern KIND =
            Pattern.compile(Stream.of(Kind.values()).map(Names::of).collect(Collectors.joining("|")));

    /** @param loopback whether this machine may be the target */
    static WebhookRequest read(Fields body, boolean loopback) {
        String url = body.anyText("url");
        if (body.has("url") && !url.isEmpty()) {
            try {
                var _ = Target.of(url, loopback);
            } catch (Target.Unfit e) {
                body.fault("url", String.valueOf(e.getMessage()));
            }
        } else if (body.isEmptyText("url")) {
            body.fault("url", "must not be empty");
        }
        TreeSet<String> kinds = new TreeSet<>(body.texts("kinds", Kind.values().length, KIND));
        body.finish();
        return new WebhookRequest(url, kinds);
    }
}
