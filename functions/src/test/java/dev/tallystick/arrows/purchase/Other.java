package dev.tallystick.arrows.purchase;

/** What {@code BrokenCapability} must not use. */
public final class Other {}
