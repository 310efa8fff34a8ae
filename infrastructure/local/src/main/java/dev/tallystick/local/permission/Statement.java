package dev.tallystick.local.permission;

import java.util.Arrays;
import java.util.List;

/** A statement of a policy. */
record Statement(
        Effect effect, Principals principals, Selection actions, Selection resources, List<Condition> conditions) {

    /** One that allows actions on resources, for policies that AWS has made. */
    static Statement allow(List<String> resources, String... actions) {
        return new Statement(
                Effect.ALLOW,
                new Principals.Owner(),
                new Selection(Arrays.stream(actions).map(Wildcard::ignoringCase).toList(), false),
                new Selection(resources.stream().map(Wildcard::of).toList(), false),
                List.of());
    }

    boolean applies(Role role, String account, Access access) {
        return principals.contain(role, account, effect)
                && actions.contains(access.action())
                && resources.contains(access.resource())
                && conditions.stream().allMatch(condition -> condition.holds(access.context()));
    }
}
