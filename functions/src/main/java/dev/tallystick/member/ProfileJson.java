package dev.tallystick.member;

import dev.tallystick.api.Identifiers;
import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.Profile;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/** What a profile has beside name and card. */
final class ProfileJson {

    private ProfileJson() {}

    /** @param enrolledAt when those identifiers came with which the member joined */
    static void add(JsonObject json, Profile profile, Instant enrolledAt) {
        LocalDate birthday = profile.birthday();
        JsonObject consents = new JsonObject();
        profile.consents().forEach((name, consent) -> consents.with(name, consent(consent)));
        json.with("locale", profile.locale())
                .with("birthday", birthday == null ? null : birthday.toString())
                .with("consents", profile.consents().isEmpty() ? null : consents.build())
                .withAny(
                        "identifiers",
                        profile.identifiers().stream()
                                .map(known -> identifier(known, enrolledAt))
                                .toList());
    }

    private static Map<String, Object> consent(Profile.Consent consent) {
        return new JsonObject()
                .with("given", consent.given())
                .with("at", consent.at().toString())
                .with("source", consent.source())
                .build();
    }

    private static Map<String, Object> identifier(Profile.Known known, Instant enrolledAt) {
        Instant addedAt = known.addedAt();
        return Identifiers.json(known)
                .with("addedAt", (addedAt == null ? enrolledAt : addedAt).toString())
                .build();
    }
}
