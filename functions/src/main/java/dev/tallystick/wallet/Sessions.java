package dev.tallystick.wallet;

import dev.tallystick.access.DeviceCookie;
import dev.tallystick.access.DeviceStore;
import dev.tallystick.access.Devices;
import dev.tallystick.access.WalletToken;
import dev.tallystick.access.WalletTokens;
import dev.tallystick.json.JsonObject;
import dev.tallystick.points.MemberId;
import dev.tallystick.store.RandomText;
import dev.tallystick.wiring.Wiring;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/** Links, the sessions that they are changed for, and how a session goes on and ends. */
final class Sessions {

    private static final Duration TOKEN = Duration.ofMinutes(15);
    private static final int ID_LENGTH = 16;

    private final DeviceStore devices;
    private final WalletTokens tokens;
    private final InstantSource clock;

    Sessions(Wiring wiring) {
        this(new DeviceStore(wiring.database(), wiring.tables()), wiring.walletTokens(), wiring.clock());
    }

    Sessions(DeviceStore devices, WalletTokens tokens, InstantSource clock) {
        this.devices = devices;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * A token, for who is to have it.
     *
     * @param cookie of the device, where it is a session's
     */
    record Issued(String token, Instant expiresAt, Optional<String> cookie) {

        Map<String, Object> json() {
            return new JsonObject()
                    .with("token", token)
                    .with("expiresAt", expiresAt.toString())
                    .build();
        }
    }

    /** A fresh link; nothing where there is no such member. */
    Optional<Issued> link(MemberId member, Duration lasting) {
        Instant now = now();
        Devices.Link link = new Devices.Link(RandomText.base32(ID_LENGTH), now.plus(lasting));
        return devices.add(member, before -> before.withLink(link, now))
                ? Optional.of(new Issued(
                        tokens.sign(new WalletToken(WalletToken.Kind.LINK, member, link.id()), link.expiresAt()),
                        link.expiresAt(),
                        Optional.empty()))
                : Optional.empty();
    }

    /** Changes a link's token for a session, once. */
    Optional<Issued> begin(String token) {
        return tokens.read(token)
                .filter(link -> link.kind() == WalletToken.Kind.LINK)
                .flatMap(link -> {
                    Instant now = now();
                    Devices.Session session = Devices.Session.begun(RandomText.base32(ID_LENGTH), now);
                    return devices.change(
                            link.member(),
                            before -> before.changed(link.id(), session, now)
                                    .map(after -> new DeviceStore.Change<>(
                                            after, Optional.of(issued(link.member(), session, now))))
                                    .orElseGet(() -> new DeviceStore.Change<>(before, Optional.empty())));
                });
    }

    /** The next token of a device's session. */
    Optional<Issued> go(String cookie) {
        return tokens.readCookie(cookie).flatMap(device -> {
            Instant now = now();
            return devices.change(device.member(), before -> go(device, before, now));
        });
    }

    private DeviceStore.Change<Optional<Issued>> go(DeviceCookie device, Devices before, Instant now) {
        return switch (before.go(device.session(), device.generation(), now)) {
            case Devices.Continued.Rotated(Devices after, Devices.Session session) ->
                new DeviceStore.Change<>(after, Optional.of(issued(device.member(), session, now)));
            case Devices.Continued.Again(Devices.Session session) ->
                new DeviceStore.Change<>(before, Optional.of(issued(device.member(), session, now)));
            case Devices.Continued.Stolen(Devices after) -> new DeviceStore.Change<>(after, Optional.empty());
            case Devices.Continued.Unknown() -> new DeviceStore.Change<>(before, Optional.empty());
        };
    }

    /** Ends a link or session, if it has not ended yet. */
    void end(MemberId member, String id) {
        boolean _ = devices.change(member, before -> new DeviceStore.Change<>(before.without(id), true));
    }

    private Issued issued(MemberId member, Devices.Session session, Instant now) {
        Instant expiresAt = now.plus(TOKEN);
        return new Issued(
                tokens.sign(new WalletToken(WalletToken.Kind.SESSION, member, session.id()), expiresAt),
                expiresAt,
                Optional.of(tokens.sign(
                        new DeviceCookie(member, session.id(), session.generation()), session.expiresAt())));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
