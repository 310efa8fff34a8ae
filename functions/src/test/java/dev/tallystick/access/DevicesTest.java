package dev.tallystick.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.points.MemberId;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DevicesTest {

    private static final MemberId MEMBER = new MemberId("m-aaaaaaaaaaaaaaaaaaaaaaaa");
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Devices.Link LINK = new Devices.Link("link", NOW.plusSeconds(900));

    private final Devices linked = Devices.NONE.withLink(LINK, NOW);
    private final Devices begun =
            linked.changed("link", Devices.Session.begun("phone", NOW), NOW).orElseThrow();

    @Test
    void aLinkIsOpenUntilItsEndExactly() {
        assertThat(lets(linked, WalletToken.Kind.LINK, "link", LINK.expiresAt().minusMillis(1)))
                .isTrue();
        assertThat(lets(linked, WalletToken.Kind.LINK, "link", LINK.expiresAt()))
                .isFalse();
        assertThat(lets(linked, WalletToken.Kind.SESSION, "link", NOW)).isFalse();
        assertThat(lets(linked, WalletToken.Kind.LINK, "other", NOW)).isFalse();
    }

    @Test
    void aLinkIsChangedForASessionOnce() {
        assertThat(lets(begun, WalletToken.Kind.LINK, "link", NOW)).isFalse();
        assertThat(lets(begun, WalletToken.Kind.SESSION, "phone", NOW)).isTrue();
        assertThat(begun.changed("link", Devices.Session.begun("thief", NOW), NOW))
                .isEmpty();
        assertThat(linked.changed("link", Devices.Session.begun("late", NOW), LINK.expiresAt()))
                .isEmpty();
    }

    @Test
    void aSessionGoesOnWithAnotherCookieEachTime() {
        Instant later = NOW.plus(Duration.ofDays(100));

        Devices.Continued.Rotated rotated = (Devices.Continued.Rotated) begun.go("phone", 0, later);

        assertThat(rotated.session().generation()).isEqualTo(1);
        assertThat(rotated.session().createdAt()).isEqualTo(NOW);
        assertThat(rotated.session().lastUsedOn()).isEqualTo("2027-03-02");
        assertThat(rotated.session().expiresAt()).isEqualTo(later.plus(Devices.SESSION));
        assertThat(rotated.devices().go("phone", 1, later)).isInstanceOf(Devices.Continued.Rotated.class);
    }

    @Test
    void theFormerCookieGetsTheSameAnswerForAMinuteAndThenEndsTheSession() {
        Devices rotated = ((Devices.Continued.Rotated) begun.go("phone", 0, NOW)).devices();

        Devices.Continued.Again again = (Devices.Continued.Again) rotated.go("phone", 0, NOW.plus(Devices.GRACE));
        Devices.Continued.Stolen stolen = (Devices.Continued.Stolen)
                rotated.go("phone", 0, NOW.plus(Devices.GRACE).plusMillis(1));

        assertThat(again.session().generation()).isEqualTo(1);
        assertThat(lets(stolen.devices(), WalletToken.Kind.SESSION, "phone", NOW))
                .isFalse();
    }

    @Test
    void aCookieOfBeforeTheFormerOneEndsTheSessionAtOnce() {
        Devices once = ((Devices.Continued.Rotated) begun.go("phone", 0, NOW)).devices();
        Devices twice = ((Devices.Continued.Rotated) once.go("phone", 1, NOW)).devices();

        assertThat(twice.go("phone", 0, NOW)).isInstanceOf(Devices.Continued.Stolen.class);
    }

    @Test
    void aSessionThatNobodyUsesEnds() {
        assertThat(begun.go("phone", 0, NOW.plus(Devices.SESSION))).isEqualTo(new Devices.Continued.Unknown());
        assertThat(begun.sessionsAt(NOW.plus(Devices.SESSION))).isEmpty();
        assertThat(begun.go("other", 0, NOW)).isEqualTo(new Devices.Continued.Unknown());
    }

    @Test
    void signingOutTwiceChangesNothingTheSecondTime() {
        Devices out = begun.without("phone");

        assertThat(lets(out, WalletToken.Kind.SESSION, "phone", NOW)).isFalse();
        assertThat(out.without("phone")).isSameAs(out);
    }

    @Test
    void theOldestLinksAndSessionsGiveWayAndAllOfThemFitIntoOneReadUnit() {
        Devices full = IntStream.range(0, 30).boxed().reduce(Devices.NONE, DevicesTest::another, (a, b) -> b);

        assertThat(full.links()).hasSizeBetween(Devices.MOST - 1, Devices.MOST);
        assertThat(full.sessions()).hasSize(Devices.MOST);
        assertThat(lets(full, WalletToken.Kind.SESSION, "session-00000009", NOW))
                .isFalse();
        assertThat(lets(full, WalletToken.Kind.SESSION, "session-00000010", NOW))
                .isTrue();
        assertThat(DevicesItem.read(DevicesItem.write(MEMBER, full))).isEqualTo(full);
        int bytes = DevicesItem.write(MEMBER, full).attributes().entrySet().stream()
                .mapToInt(attribute -> attribute.getKey().length()
                        + (attribute.getValue().s() == null
                                ? 21
                                : attribute.getValue().s().length()))
                .sum();
        assertThat(bytes).as("beside an account of 1 KB and a profile").isLessThan(2_000);
    }

    private static Devices another(Devices before, int number) {
        Devices.Link link = new Devices.Link("link-0000000%04d".formatted(number), NOW.plus(Duration.ofDays(1)));
        Devices withLink = before.withLink(link, NOW);
        return withLink.withLink(new Devices.Link("kept-0000000%04d".formatted(number), link.expiresAt()), NOW)
                .changed(link.id(), Devices.Session.begun("session-%08d".formatted(number), NOW), NOW)
                .orElseThrow();
    }

    private static boolean lets(Devices devices, WalletToken.Kind kind, String id, Instant now) {
        return devices.lets(new WalletToken(kind, MEMBER, id), now);
    }
}
