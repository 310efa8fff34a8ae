package dev.tallystick.local.permission;

/** What a statement does where it applies. */
enum Effect {
    ALLOW,
    DENY
}
