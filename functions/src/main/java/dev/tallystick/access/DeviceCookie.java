package dev.tallystick.access;

import dev.tallystick.points.MemberId;

/**
 * By what a device goes on with its session.
 *
 * @param generation counts up with each change of the cookie, so that a former one is known for what it is
 */
public record DeviceCookie(MemberId member, String session, long generation) {}
