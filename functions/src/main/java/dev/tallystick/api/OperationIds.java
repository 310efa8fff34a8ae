package dev.tallystick.api;

import dev.tallystick.access.Access;
import dev.tallystick.access.Caller;
import dev.tallystick.http.HttpRequest;
import dev.tallystick.http.HttpResponse;
import dev.tallystick.http.Problem;
import dev.tallystick.http.ProblemCode;
import dev.tallystick.json.Fields;
import dev.tallystick.points.OperationKey;
import dev.tallystick.points.OperationKind;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How requests name an operation: {@code source:clientId}, {@code source.terminal:clientId}, or the client's id alone for the
 * caller's own. The first colon ends the source.
 */
public final class OperationIds {

    private static final Pattern NAME = Pattern.compile("[!-~]{1,130}");

    private OperationIds() {}

    /** An endpoint for an operation that the path names. */
    @FunctionalInterface
    public interface Endpoint {
        HttpResponse answer(Caller caller, OperationKey operation, HttpRequest request);
    }

    /** The operation in the path's {@code id}, if the caller may act on it; else 404 or 403, before anything is looked up. */
    public static Access.Endpoint inPath(OperationKind kind, ProblemCode notFound, Endpoint endpoint) {
        return (caller, request) -> {
            Optional<OperationKey> operation = of(kind, request.pathParameter("id"), caller);
            if (operation.isEmpty()) {
                return Problem.of(notFound, "No operation can have this id").response();
            }
            caller.mustActOn(operation.get().source());
            return endpoint.answer(caller, operation.get(), request);
        };
    }

    /** The operation that a text names, if it can be one's name. */
    public static Optional<OperationKey> of(OperationKind kind, String text, Caller caller) {
        if (text.indexOf(':') >= 0) {
            return OperationKey.parse(kind, text);
        }
        return OperationKey.CLIENT_ID.matcher(text).matches()
                ? Optional.of(new OperationKey(kind, caller.source().id(), caller.terminal(), text))
                : Optional.empty();
    }

    /** The operations in a list of that name. */
    public static List<OperationKey> readAll(Fields body, String name, int most, OperationKind kind, Caller caller) {
        return body.texts(name, most, NAME).stream()
                .flatMap(text -> {
                    Optional<OperationKey> operation = of(kind, text, caller);
                    if (operation.isEmpty()) {
                        body.fault(name, "must name operations, such as web:1001");
                    }
                    return operation.stream();
                })
                .toList();
    }

    /** The operation in a field of that name. */
    public static OperationKey read(Fields body, String name, OperationKind kind, Caller caller) {
        Optional<OperationKey> operation = of(kind, body.anyText(name), caller);
        if (operation.isEmpty() && body.has(name)) {
            body.fault(name, "must name an operation, such as web:1001");
        }
        return operation.orElseGet(() -> new OperationKey(kind, caller.source().id(), caller.terminal(), "-"));
    }
}
