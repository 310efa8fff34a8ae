package dev.tallystick.access;

import dev.tallystick.points.MemberId;

/**
 * What opens a member's wallet and nothing else.
 *
 * @param id of the link or of the session, which has to be open still
 */
public record WalletToken(Kind kind, MemberId member, String id) {

    /** A link that somebody was sent, or the session of a device. */
    public enum Kind {
        LINK,
        SESSION
    }
}
