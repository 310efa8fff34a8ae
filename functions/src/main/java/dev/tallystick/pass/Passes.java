package dev.tallystick.pass;

import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.MemberCodes;
import dev.tallystick.log.Log;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The passes that a member can have: those for which the retailer has filled in what Apple or Google gave. */
final class Passes {

    private final Supplier<Optional<ApplePassCertificate>> apple;
    private final Supplier<Optional<GooglePassIssuer>> google;
    private final MemberCodes codes;
    private final String installation;

    Passes(
            Supplier<Optional<ApplePassCertificate>> apple,
            Supplier<Optional<GooglePassIssuer>> google,
            MemberCodes codes,
            String installation) {
        this.apple = apple;
        this.google = google;
        this.codes = codes;
        this.installation = installation;
    }

    /** Of which wallets there is a pass. */
    List<String> offered(Card card) {
        List<String> offered = new ArrayList<>();
        certificate(card.asOf()).ifPresent(_ -> offered.add("apple"));
        logo(card).flatMap(_ -> google.get()).ifPresent(_ -> offered.add("google"));
        return offered;
    }

    /** Apple's package, if there is a certificate that is good. */
    Optional<byte[]> apple(Card card) {
        return certificate(card.asOf()).map(certificate -> ApplePass.of(card, certificate, card.asOf()));
    }

    /** Where Google saves the card and when that ends, if there is an issuer, and the brand has a logo. */
    Optional<Map<String, Object>> google(Card card, String origin) {
        MemberCodes.Seed seed = codes.seed(card.member(), card.asOf());
        return logo(card)
                .flatMap(logo -> google.get()
                        .map(issuer -> new JsonObject()
                                .with("url", GooglePass.address(card, logo, issuer, installation, origin, seed))
                                .with("validUntil", seed.validUntil().toString())
                                .build()));
    }

    private static Optional<String> logo(Card card) {
        return Optional.ofNullable(card.program().brand().logo());
    }

    /** Phones refuse what a certificate has signed that is over, so there is no pass until there is another. */
    private Optional<ApplePassCertificate> certificate(Instant now) {
        Optional<ApplePassCertificate> found = apple.get();
        found.filter(certificate -> !certificate.isGood(now))
                .ifPresent(ended -> Log.error(
                        "pass-certificate-ended",
                        new JsonObject()
                                .with(
                                        "endsAt",
                                        ended.certificate()
                                                .getNotAfter()
                                                .toInstant()
                                                .toString())
                                .with(
                                        "intermediateEndsAt",
                                        ended.intermediate()
                                                .getNotAfter()
                                                .toInstant()
                                                .toString())));
        return found.filter(certificate -> certificate.isGood(now));
    }
}
