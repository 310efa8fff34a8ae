package dev.tallystick.pass;

import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.MemberCodes;
import dev.tallystick.points.Program;
import dev.tallystick.token.TokenForOthers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The address that saves a loyalty card in Google Wallet. It carries the whole card in a token, so the member's name stays out of
 * it. The card shows member codes of one week's seed and ends with it: nobody changes it later, and codes of a seed that is over
 * would be refused at the till.
 */
final class GooglePass {

    private static final String SAVE = "https://pay.google.com/gp/v/save/";

    private GooglePass() {}

    /**
     * @param logo of the brand; Google takes no loyalty card without
     * @param origin of the page that shows the button
     */
    static String address(
            Card card,
            String logo,
            GooglePassIssuer issuer,
            String installation,
            String origin,
            MemberCodes.Seed seed) {
        String classId = issuer.issuerId() + "." + installation;
        Map<String, Object> claims = new JsonObject()
                .with("iss", issuer.serviceAccountEmail())
                .with("aud", "google")
                .with("typ", "savetowallet")
                .with("iat", card.asOf().getEpochSecond())
                .with("origins", List.of(origin))
                .with(
                        "payload",
                        Map.of(
                                "loyaltyClasses", List.of(loyaltyClass(classId, card.program(), logo)),
                                "loyaltyObjects",
                                        List.of(loyaltyObject(
                                                issuer.issuerId() + "." + card.serial() + "." + day(seed),
                                                classId,
                                                card,
                                                seed))))
                .build();
        return SAVE + TokenForOthers.sign(claims, issuer.key());
    }

    private static Map<String, Object> loyaltyClass(String id, Program program, String logo) {
        return new JsonObject()
                .with("id", id)
                .with("issuerName", program.brand().name())
                .with("programName", program.name())
                .with("programLogo", Map.of("sourceUri", Map.of("uri", logo)))
                .with("hexBackgroundColor", program.brand().color())
                .with("reviewStatus", "UNDER_REVIEW")
                .build();
    }

    /** Each week's is another: Google keeps what it has under an id, whatever a later token says. */
    private static Map<String, Object> loyaltyObject(String id, String classId, Card card, MemberCodes.Seed seed) {
        return new JsonObject()
                .with("id", id)
                .with("classId", classId)
                .with("state", "ACTIVE")
                .with("accountId", card.number())
                .with(
                        "loyaltyPoints",
                        Map.of(
                                "label",
                                PassFiles.text("points", card.locale()),
                                "balance",
                                Map.of("string", Long.toString(card.available().value()))))
                .with("barcode", Map.of("type", "QR_CODE", "value", card.number()))
                .with("rotatingBarcode", memberCode(card, seed))
                .with(
                        "validTimeInterval",
                        Map.of("end", Map.of("date", seed.validUntil().toString())))
                .build();
    }

    /** The day on which it ends, counted from 1970 on: an address has room for little. */
    private static long day(MemberCodes.Seed seed) {
        return Duration.between(Instant.EPOCH, seed.validUntil()).toDays();
    }

    private static Map<String, Object> memberCode(Card card, MemberCodes.Seed seed) {
        return new JsonObject()
                .with("type", "QR_CODE")
                .with("valuePattern", card.number() + "{totp_value_0}")
                .with("alternateText", card.number())
                .with(
                        "totpDetails",
                        new JsonObject()
                                .with(
                                        "periodMillis",
                                        Long.toString(Duration.ofSeconds(MemberCodes.PERIOD)
                                                .toMillis()))
                                .with("algorithm", "TOTP_SHA1")
                                .with(
                                        "parameters",
                                        List.of(Map.of("key", seed.base16(), "valueLength", MemberCodes.DIGITS)))
                                .build())
                .build();
    }
}
