package dev.tallystick.pass;

import dev.tallystick.json.JsonObject;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Map;

/**
 * {@code pass.json} of a store card, in Apple's format 1. Labels are names of texts in {@code pass.strings}, of which the phone
 * takes its own language's.
 */
final class PassJson {

    private static final int FORMAT = 1;

    private PassJson() {}

    static Map<String, Object> of(Card card, ApplePassCertificate certificate) {
        BrandColors colors = BrandColors.of(card.program().brand().color());
        return new JsonObject()
                .with("formatVersion", FORMAT)
                .with("passTypeIdentifier", certificate.passTypeIdentifier())
                .with("teamIdentifier", certificate.teamIdentifier())
                .with("serialNumber", card.serial())
                .with("organizationName", card.program().brand().name())
                .with("description", "description")
                .with("logoText", card.program().brand().name())
                .with("backgroundColor", rgb(colors.background()))
                .with("foregroundColor", rgb(colors.foreground()))
                .with("labelColor", rgb(colors.foreground()))
                .with("sharingProhibited", true)
                .with("barcodes", List.of(barcode("QR", card), barcode("Code128", card)))
                .with("storeCard", fields(card))
                .build();
    }

    private static Map<String, Object> fields(Card card) {
        return new JsonObject()
                .with("primaryFields", List.of(points(card)))
                .with("secondaryFields", List.of(worth(card), text("tier", card.tier())))
                .with("auxiliaryFields", List.of(asOf(card)))
                .withAny(
                        "backFields",
                        card.name()
                                .map(name -> List.of(text("member", name), text("card", card.number()), renewal()))
                                .orElseGet(() -> List.of(text("card", card.number()), renewal())))
                .build();
    }

    private static Map<String, Object> points(Card card) {
        return field("points", card.available().value())
                .with("numberStyle", "PKNumberStyleDecimal")
                .build();
    }

    /** In whole units of the currency with its decimals: that is how Apple counts money. */
    private static Map<String, Object> worth(Card card) {
        Currency currency = Currency.getInstance(card.program().currency());
        return field(
                        "worth",
                        BigDecimal.valueOf(card.worth().minorUnits(), Math.max(0, currency.getDefaultFractionDigits())))
                .with("currencyCode", currency.getCurrencyCode())
                .build();
    }

    /** The pass does not change by itself, so it says of when it is. */
    private static Map<String, Object> asOf(Card card) {
        return field("asOf", card.asOf().toString())
                .with("dateStyle", "PKDateStyleMedium")
                .with("timeStyle", "PKDateStyleShort")
                .build();
    }

    private static Map<String, Object> renewal() {
        return text("renewal", "renewalText");
    }

    private static Map<String, Object> text(String key, String value) {
        return field(key, value).build();
    }

    private static JsonObject field(String key, Object value) {
        return new JsonObject().with("key", key).with("label", key).with("value", value);
    }

    /** The card's number, since what a pass shows cannot change every half minute. */
    private static Map<String, Object> barcode(String format, Card card) {
        return new JsonObject()
                .with("format", "PKBarcodeFormat" + format)
                .with("message", card.number())
                .with("messageEncoding", "iso-8859-1")
                .with("altText", card.number())
                .build();
    }

    private static String rgb(int color) {
        return "rgb(%d, %d, %d)".formatted(color >> 16 & 0xff, color >> 8 & 0xff, color & 0xff);
    }
}
