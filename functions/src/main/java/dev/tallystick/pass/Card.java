package dev.tallystick.pass;

import dev.tallystick.ledger.MemberPages;
import dev.tallystick.ledger.Profile;
import dev.tallystick.points.Account;
import dev.tallystick.points.MemberId;
import dev.tallystick.points.Money;
import dev.tallystick.points.Points;
import dev.tallystick.points.Program;
import dev.tallystick.store.Base32;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a pass shows of a member, as of an instant.
 *
 * @param number of the card that names the member at a till
 * @param name as the member gave it, if so
 * @param locale likewise
 * @param tier its name
 * @param asOf to the second
 */
record Card(
        MemberId member,
        String number,
        Optional<String> name,
        Optional<String> locale,
        Points available,
        Money worth,
        String tier,
        Program program,
        Instant asOf) {

    private static final int SERIAL_BYTES = 15;

    /** The card of whoever's page it is; none where every card is blocked. */
    static Optional<Card> of(MemberPages.Page page, Program program, Instant now) {
        Account account = page.account().orElseThrow().settle(now).account();
        Points available = account.balance().available();
        return page.profile()
                .flatMap(Profile::cardNumber)
                .map(number -> new Card(
                        account.member(),
                        number,
                        page.profile().map(Profile::name),
                        page.profile().map(Profile::locale),
                        available,
                        program.valueOf(available),
                        program.tierFor(account.standing(program, now).points()).name(),
                        program,
                        now.truncatedTo(ChronoUnit.SECONDS)));
    }

    /** The same for each pass of this member, and nothing from which the member's id could be told. */
    String serial() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(("pass " + member.value()).getBytes(StandardCharsets.UTF_8));
            return Base32.encode(Arrays.copyOf(hash, SERIAL_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has it", e);
        }
    }
}
