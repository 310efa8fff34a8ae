package dev.tallystick.webhook;

import dev.tallystick.wiring.Wiring;
import java.net.InetAddress;
import javax.net.ssl.SSLSocketFactory;

/** What sends webhooks, of the environment: the machine's DNS, and the authorities that Java trusts. */
final class Senders {

    private Senders() {}

    static Sender of(Wiring wiring) {
        boolean loopback = wiring.loopbackWebhooks();
        return new Sender(
                wiring.webhookKeys(),
                new HttpPost(new Route(InetAddress::getAllByName, loopback), () ->
                        (SSLSocketFactory) SSLSocketFactory.getDefault()),
                loopback,
                wiring.clock());
    }
}
