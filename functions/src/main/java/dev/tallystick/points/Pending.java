package dev.tallystick.points;

/** Points that are not active yet, by when they will be. As a change either number may be negative. */
public record Pending(Activation activation, ByChannel points) {

    Pending negated() {
        return new Pending(activation, points.negated());
    }
}
