package dev.tallystick.webhook;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a webhook is sent to, as far as its text can tell. What its name resolves to is looked at with every connection, by
 * {@link Route}.
 *
 * @param host in lower case; an IPv6 address without its brackets
 * @param path with the query, as it is requested
 */
record Target(boolean secure, String host, int port, String path) {

    static final int LONGEST = 1000;

    private static final Pattern TEXT = Pattern.compile("https?://[!-~]+");
    private static final Pattern NAME =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern IPV4 =
            Pattern.compile("((25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:.]{2,45}]");
    private static final int LONGEST_NAME = 253;
    private static final int FIRST_FREE_PORT = 1024;
    private static final Set<Integer> PORTS = Set.of(80, 443);

    /** Why a text is no target. */
    static final class Unfit extends Exception {

        Unfit(String message) {
            super(message);
        }
    }

    /** @param loopback whether this machine may be one, and that without TLS */
    static Target of(String text, boolean loopback) throws Unfit {
        URI uri = parsed(text);
        String written = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new Unfit("must have neither user nor fragment");
        }
        String host = host(written, loopback);
        boolean secure = uri.getScheme().equals("https");
        if (!secure && !(loopback && isLoopback(written, host))) {
            throw new Unfit("must begin with https://");
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
        if (!PORTS.contains(port) && (port < FIRST_FREE_PORT || port > 65_535)) {
            throw new Unfit("must have the port 443, or one from 1024 on");
        }
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return new Target(secure, host, port, uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
    }

    /** Whether the host is an address, which no certificate names by SNI. */
    boolean isAddress() {
        return IPV4.matcher(host).matches() || host.indexOf(':') >= 0;
    }

    /** As the header {@code Host} names it. */
    String authority() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port == (secure ? 443 : 80) ? name : name + ":" + port;
    }

    private static URI parsed(String text) throws Unfit {
        try {
            if (text.length() <= LONGEST && TEXT.matcher(text).matches()) {
                return new URI(text);
            }
        } catch (URISyntaxException e) {
            // told below
        }
        throw new Unfit("must be an https URL of at most %d ASCII characters".formatted(LONGEST));
    }

    private static String host(String written, boolean loopback) throws Unfit {
        if (IPV4.matcher(written).matches() || IPV6.matcher(written).matches()) {
            String literal = written.startsWith("[") ? written.substring(1, written.length() - 1) : written;
            InetAddress address = literal(literal);
            if (!Addresses.isPublic(address) && !(loopback && address.isLoopbackAddress())) {
                throw new Unfit("must not be an address that the Internet cannot reach");
            }
            return literal;
        }
        if (written.length() > LONGEST_NAME || !NAME.matcher(written).matches()) {
            throw new Unfit("must name a host by its name in the DNS, or by an address in its usual form");
        }
        if (written.indexOf('.') < 0 && !(loopback && written.equals("localhost"))) {
            throw new Unfit("must name a host that the Internet knows");
        }
        return written;
    }

    private static InetAddress literal(String text) throws Unfit {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            throw new Unfit("must have an address in its usual form");
        }
    }

    private static boolean isLoopback(String written, String host) throws Unfit {
        boolean address = IPV4.matcher(written).matches() || written.startsWith("[");
        return host.equals("localhost") || (address && literal(host).isLoopbackAddress());
    }
}
