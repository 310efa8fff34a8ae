package dev.tallystick.ledger;

import dev.tallystick.points.MemberId;
import dev.tallystick.store.RandomText;
import java.util.regex.Pattern;

/** Member ids: {@code m-} and 120 random bits. */
public final class MemberIds {

    private static final int LENGTH = 24;
    private static final Pattern SHAPE = Pattern.compile("m-[a-z2-7]{" + LENGTH + "}");

    private MemberIds() {}

    static MemberId draw() {
        return new MemberId("m-" + RandomText.base32(LENGTH));
    }

    /** How a text names a member by id; one of another shape is nobody's. */
    public static MemberName named(String text) {
        return SHAPE.matcher(text).matches() ? new MemberName.ById(new MemberId(text)) : new MemberName.OfNobody();
    }
}
