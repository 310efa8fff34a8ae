package dev.tallystick.arrows.redemption;

import dev.tallystick.arrows.purchase.Other;

/** A capability that uses another, so that the architecture test can be seen to fail. */
public final class BrokenCapability {

    public final Other other = new Other();
}
