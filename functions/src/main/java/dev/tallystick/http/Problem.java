package dev.tallystick.http;

import dev.tallystick.json.Fault;
import dev.tallystick.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was not carried out, in the form of RFC 9457.
 *
 * @param errors the fields at fault, if it was fields
 * @param extra further members of the problem, such as the balance
 * @param retryAfter when the same request may succeed, where that is known
 */
public record Problem(
        ProblemCode code,
        String detail,
        List<Fault> errors,
        Map<String, Object> extra,
        @Nullable Duration retryAfter) {

    public Problem {
        errors = List.copyOf(errors);
    }

    public static Problem of(ProblemCode code, String detail) {
        return new Problem(code, detail, List.of(), Map.of(), null);
    }

    public static Problem invalid(List<Fault> errors) {
        String detail = errors.size() == 1
                ? (errors.getFirst().pointer() + " " + errors.getFirst().detail()).strip()
                : "%d fields are wrong".formatted(errors.size());
        return new Problem(ProblemCode.INVALID_REQUEST, detail, errors, Map.of(), null);
    }

    public static Problem invalid(String pointer, String detail) {
        return invalid(List.of(new Fault(pointer, detail)));
    }

    public Problem with(String name, Object value) {
        return new Problem(
                code,
                detail,
                errors,
                new JsonObject().withAll(extra).with(name, value).build(),
                retryAfter);
    }

    /** With the time after which the same request may succeed, told in whole seconds. */
    public Problem after(Duration wait) {
        return new Problem(code, detail, errors, extra, wait);
    }

    /** The answer that shows it. */
    public HttpResponse response() {
        Map<String, Object> body = new JsonObject()
                .with("type", "urn:tallystick:problem:" + code.code())
                .with("title", code.title())
                .with("status", code.status())
                .with("detail", detail)
                .with("code", code.code())
                .with("retryable", code.retryable())
                .withAny("errors", errors.stream().map(Problem::error).toList())
                .withAll(extra)
                .build();
        HttpResponse response = HttpResponse.of(code.status(), body).with("Content-Type", "application/problem+json");
        return retryAfter == null
                ? response
                : response.with(
                        "Retry-After", Long.toString(retryAfter.plusMillis(999).toSeconds()));
    }

    /** A fault in the query names its parameter, one in the body points at its field. */
    private static Map<String, Object> error(Fault fault) {
        boolean inQuery = fault.pointer().startsWith("?");
        return new JsonObject()
                .with("parameter", inQuery ? fault.pointer().substring(1) : null)
                .with("pointer", inQuery ? null : fault.pointer())
                .with("detail", fault.detail())
                .build();
    }
}
