package dev.tallystick.member;

import dev.tallystick.access.Caller;
import dev.tallystick.api.Write;
import dev.tallystick.json.Fields;
import dev.tallystick.ledger.Profile;
import dev.tallystick.ledger.ProfileChange;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is to become of a member's profile: a field left out stays, an empty text takes its value away. */
record ChangeRequest(ProfileChange change) {

    private static final Pattern CONSENT = Pattern.compile("[a-z0-9_-]{1,32}");

    static ChangeRequest read(Fields body, Caller caller, Instant now) {
        Write write = Write.readWithoutId(body);
        ChangeRequest request = new ChangeRequest(new ProfileChange(
                isEmpty(body, "name")
                        ? Optional.of("")
                        : Optional.ofNullable(body.optionalText("name", Profile.LONGEST_NAME)),
                isEmpty(body, "locale")
                        ? Optional.of("")
                        : Optional.ofNullable(body.optionalMatch("locale", Profile.LOCALE)),
                birthday(body, LocalDate.ofInstant(now, caller.source().timeZone())),
                body.flags("consents", Profile.MOST_CONSENTS, CONSENT),
                caller.source().id()));
        if (write.objection(caller, now).isPresent()) {
            body.fault("businessDate", "must be within a day of today");
        }
        body.finish();
        return request;
    }

    private static boolean isEmpty(Fields body, String name) {
        return body.isEmptyText(name);
    }

    private static Optional<ProfileChange.Birthday> birthday(Fields body, LocalDate today) {
        if (isEmpty(body, "birthday")) {
            return Optional.of(new ProfileChange.Birthday(null));
        }
        LocalDate birthday = body.optionalDate("birthday");
        if (birthday != null && birthday.isAfter(today)) {
            body.fault("birthday", "must not be in the future");
        }
        return Optional.ofNullable(birthday).map(ProfileChange.Birthday::new);
    }
}
