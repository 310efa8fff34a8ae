package dev.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.points.MemberId;
import dev.tallystick.store.Base32;
import dev.tallystick.store.SecretKeys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemberCodesTest {

    private static final MemberId MEMBER = new MemberId("m-aaaaaaaaaaaaaaaaaaaaaaaa");
    private static final MemberId OTHER = new MemberId("m-bbbbbbbbbbbbbbbbbbbbbbbb");
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:10Z");

    /** A Thursday, as the epoch was. */
    private static final Instant TURN = Instant.parse("2026-11-26T00:00:00Z");

    private final MemberCodes codes = codes("{\"current\": \"1\", \"1\": \"first\"}");

    /** RFC 6238, appendix B, the rows of SHA-1. */
    @ParameterizedTest
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130",
    })
    void codesAreThoseOfTheStandard(long seconds, String code) {
        byte[] seed = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

        assertThat(MemberCodes.code(seed, seconds / MemberCodes.PERIOD)).isEqualTo(code);
    }

    /** RFC 4648, section 10, without the padding. */
    @ParameterizedTest
    @CsvSource({"'', ''", "f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB", "foobar, MZXW6YTBOI"})
    void seedsAreToldInTheStandardsAlphabet(String plain, String encoded) {
        assertThat(Base32.encode(plain.getBytes(StandardCharsets.US_ASCII))).isEqualTo(encoded);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1})
    void aCodeIsGoodOneStepEitherWay(int steps) {
        Instant shown = NOW.plusSeconds(30L * steps);

        assertThat(codes.step(MEMBER, codes.digits(MEMBER, shown), NOW)).contains(Proofs.step(NOW) + steps);
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, 2, -20_160, 20_160})
    void aCodeOfAnotherTimeIsNone(int steps) {
        Instant shown = NOW.plusSeconds(30L * steps);

        assertThat(codes.step(MEMBER, codes.digits(MEMBER, shown), NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0000000000", "1234567", "\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661"})
    void whatIsNoCodeIsNone(String digits) {
        assertThat(codes.step(MEMBER, digits, NOW)).isEmpty();
    }

    @Test
    void theCodeOfAnotherMemberIsNone() {
        assertThat(codes.step(OTHER, codes.digits(MEMBER, NOW), NOW)).isEmpty();
    }

    @Test
    void theSeedChangesWithTheWeekAndTheNextOneFollowsWithoutAGap() {
        MemberCodes.Seed seed = codes.seed(MEMBER, NOW);
        MemberCodes.Seed next = codes.seed(MEMBER, seed.validUntil());

        assertThat(seed.text()).matches("[A-Z2-7]{32}").isNotEqualTo(next.text());
        assertThat(seed.validUntil()).isEqualTo(TURN).isEqualTo(next.validFrom());
        assertThat(codes.seed(MEMBER, TURN.minusNanos(1))).isEqualTo(seed);
        assertThat(codes.seed(MEMBER, TURN)).isEqualTo(next);
        assertThat(codes.seed(OTHER, NOW).text()).isNotEqualTo(seed.text());
    }

    /** A step lies in one week or the other, whatever the clock that asks says. */
    @ParameterizedTest
    @CsvSource({"-1, 0", "-1, 29", "0, -1", "0, -30", "29, -30"})
    void aCodeIsGoodAcrossTheTurnOfTheWeek(int shownSeconds, int askedSeconds) {
        Instant shown = TURN.plusSeconds(shownSeconds);

        assertThat(codes.step(MEMBER, codes.digits(MEMBER, shown), TURN.plusSeconds(askedSeconds)))
                .contains(Proofs.step(shown));
    }

    @Test
    void theCodesOfAFormerSecretGoOn() {
        MemberCodes rotated = codes("{\"current\": \"2\", \"1\": \"first\", \"2\": \"second\"}");
        MemberCodes later = codes("{\"current\": \"2\", \"2\": \"second\"}");
        String former = codes.digits(MEMBER, NOW);

        assertThat(rotated.step(MEMBER, former, NOW)).isPresent();
        assertThat(rotated.step(MEMBER, rotated.digits(MEMBER, NOW), NOW)).isPresent();
        assertThat(later.step(MEMBER, former, NOW)).isEqualTo(Optional.empty());
    }

    @Test
    void aPresenceIsGoodAtItsSourceForAQuarterOfAnHour() {
        Directory.Found found = new Directory.Found(MEMBER, 58_834_079L);
        Presences presences = Proofs.PRESENCES;
        String presence = presences.of(found, "store-1", NOW);
        Duration quarter = Duration.ofMinutes(15);

        assertThat(presences.find(presence, "store-1", NOW)).contains(found);
        assertThat(presences.find(presence, "store-1", NOW.plus(quarter).minusMillis(1)))
                .contains(found);
        assertThat(presences.find(presence, "store-1", NOW.plus(quarter))).isEmpty();
        assertThat(presences.find(presence, "store-2", NOW)).isEmpty();
        assertThat(presences.find("presence", "store-1", NOW)).isEmpty();
    }

    private static MemberCodes codes(String keys) {
        return new MemberCodes(() -> SecretKeys.parse(keys));
    }
}
