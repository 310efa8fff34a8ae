package dev.tallystick.webhook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * From a target to the addresses to connect to. A name is resolved once, and what is connected to is what was looked at: a
 * name that resolves to something else a moment later is not asked again.
 */
final class Route {

    /** The DNS, as far as it is needed. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /** An address that nothing is sent to. */
    static final class Refused extends IOException {

        Refused() {
            super("an address that the Internet cannot reach");
        }
    }

    private final Resolver resolver;
    private final boolean loopback;

    /** @param loopback whether this machine's own addresses are allowed */
    Route(Resolver resolver, boolean loopback) {
        this.resolver = resolver;
        this.loopback = loopback;
    }

    /**
     * Where the target is.
     *
     * @throws Refused when any of its addresses is not allowed
     * @throws UnknownHostException when it has none
     */
    List<InetAddress> to(Target target) throws IOException {
        List<InetAddress> addresses = target.isAddress()
                ? List.of(InetAddress.ofLiteral(target.host()))
                : List.of(resolver.resolve(target.host()));
        for (InetAddress address : addresses) {
            boolean own = loopback && address.isLoopbackAddress();
            if (!own && !(target.secure() && Addresses.isPublic(address))) {
                throw new Refused();
            }
        }
        return addresses;
    }
}
