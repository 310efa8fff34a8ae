package dev.tallystick.ledger;

import dev.tallystick.json.JsonObject;
import dev.tallystick.points.MemberId;
import dev.tallystick.token.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a source gets for a member code: proof that the member was there, good at this source for a quarter of an hour. It
 * stands for its code: spending with it uses the code's step up.
 */
public final class Presences {

    private static final Duration GOOD_FOR = Duration.ofMinutes(15);

    private final Tokens tokens;

    public Presences(Tokens tokens) {
        this.tokens = tokens;
    }

    public String of(Directory.Found found, String source, Instant now) {
        return tokens.sign(
                Tokens.Use.PRESENCE,
                new JsonObject()
                        .with("sub", found.member().value())
                        .with("source", source)
                        .with("step", found.codeStep()),
                now.plus(GOOD_FOR));
    }

    /** Who was there, if it is good at this source. */
    Optional<Directory.Found> find(String presence, String source, Instant now) {
        return tokens.verify(Tokens.Use.PRESENCE, presence, now)
                .filter(claims -> claims.text("source").equals(source))
                .map(claims -> new Directory.Found(new MemberId(claims.text("sub")), claims.number("step")));
    }
}
