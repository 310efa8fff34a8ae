package dev.tallystick.local.permission;

import java.util.List;

/** Whom a statement of a resource's policy is about. In an identity's own policy it is that identity. */
sealed interface Principals {

    /** The identity that has the policy. */
    record Owner() implements Principals {}

    /** Everyone. */
    record Everyone() implements Principals {}

    /** Roles, sessions of roles and accounts. */
    record Named(List<String> names) implements Principals {}

    /** Whether it is about that caller. An account is meant when it denies; when it allows, its roles still need a policy. */
    default boolean contain(Role role, String account, Effect effect) {
        return switch (this) {
            case Owner _, Everyone _ -> true;
            case Named(List<String> names) ->
                names.contains(role.arn())
                        || names.contains(role.sessionArn())
                        || (effect == Effect.DENY
                                && (names.contains(account) || names.contains("arn:aws:iam::" + account + ":root")));
        };
    }
}
