package dev.tallystick.local.fault;

import java.time.Duration;
import java.util.Optional;

/** What goes wrong with one call: how much longer it takes, what else happens, and a number to choose by. */
public record Verdict(Duration latency, Optional<Kind> kind, long chosen) {

    static final Verdict NOTHING = new Verdict(Duration.ZERO, Optional.empty(), 0);
}
