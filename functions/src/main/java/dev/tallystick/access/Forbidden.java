package dev.tallystick.access;

/** The caller lacks a scope that, so its request shows, is needed. */
public final class Forbidden extends RuntimeException {

    private final Scope scope;

    public Forbidden(Scope scope) {
        super("the key lacks the scope " + scope.id());
        this.scope = scope;
    }

    public Scope scope() {
        return scope;
    }
}
