package dev.tallystick.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who calls: the holder of an API key, acting for its source and, where the key names one, its till. */
public record Caller(String keyId, Source source, @Nullable String terminal, Set<Scope> scopes) {

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /** Whether it may act on an operation of this source: its own, or any with {@code any-source}. */
    public boolean mayActOn(String operationSource) {
        return source.id().equals(operationSource) || may(Scope.ANY_SOURCE);
    }

    /** @throws Forbidden unless it may act on an operation of this source */
    public void mustActOn(String operationSource) {
        if (!mayActOn(operationSource)) {
            throw new Forbidden(Scope.ANY_SOURCE);
        }
    }

    /** @throws Forbidden unless it has the scope */
    public void mustHave(Scope scope) {
        if (!may(scope)) {
            throw new Forbidden(scope);
        }
    }

    boolean may(Scope scope) {
        return scopes.contains(scope);
    }
}
