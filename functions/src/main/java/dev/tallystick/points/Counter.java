package dev.tallystick.points;

import org.jspecify.annotations.Nullable;

/**
 * Where a member is served.
 *
 * @param codeStep the time step of the member code that was shown there, if one was
 */
public record Counter(Channel channel, @Nullable Long codeStep) {

    /** Behind the counter: nobody shows anything. */
    public static final Counter NONE = new Counter(Channel.OFFICE, null);
}
