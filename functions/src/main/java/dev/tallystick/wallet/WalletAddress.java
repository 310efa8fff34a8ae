package dev.tallystick.wallet;

import dev.tallystick.http.HttpRequest;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where wallets are opened. */
final class WalletAddress {

    private static final Pattern LOCAL = Pattern.compile("localhost(:[0-9]{1,5})?");

    private final Optional<String> configured;

    /** @param configured without a path, such as {@code https://card.example.com}; the API's own address where there is none */
    WalletAddress(Optional<String> configured) {
        this.configured = configured;
    }

    /** The token travels in the fragment, which browsers send to nobody. */
    String link(HttpRequest request, String token) {
        return configured.orElseGet(() -> own(request)) + "/wallet#" + token;
    }

    /** Whether a browser's request comes from a page of ours, or from no page. */
    boolean isOrigin(HttpRequest request) {
        return request.header("origin")
                .map(origin -> origin.equals(own(request))
                        || configured.filter(origin::equals).isPresent())
                .orElse(true);
    }

    /** The gateway's own name for itself, never the header Host; plain HTTP on one's own machine only. */
    private static String own(HttpRequest request) {
        String domain = request.domainName();
        return (LOCAL.matcher(domain).matches() ? "http://" : "https://") + domain;
    }
}
