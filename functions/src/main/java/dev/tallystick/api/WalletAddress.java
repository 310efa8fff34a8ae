package dev.tallystick.api;

import dev.tallystick.http.HttpRequest;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where wallets are opened. */
public final class WalletAddress {

    private static final Pattern LOCAL = Pattern.compile("localhost(:[0-9]{1,5})?");

    private final Optional<String> configured;

    /** @param configured without a path, such as {@code https://card.example.com}; the API's own address where there is none */
    public WalletAddress(Optional<String> configured) {
        this.configured = configured;
    }

    /** The token travels in the fragment, which browsers send to nobody. */
    public String link(HttpRequest request, String token) {
        return origin(request) + "/wallet#" + token;
    }

    /** Scheme and host of the wallet's page. */
    public String origin(HttpRequest request) {
        return configured.orElseGet(() -> own(request));
    }

    /** Whether a browser's request comes from a page of ours, or from no page. */
    public boolean isOrigin(HttpRequest request) {
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
