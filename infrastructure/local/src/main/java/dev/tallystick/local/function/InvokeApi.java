package dev.tallystick.local.function;

import com.sun.net.httpserver.HttpExchange;
import dev.tallystick.local.plan.FunctionSpec;
import dev.tallystick.local.template.Account;
import dev.tallystick.local.wire.HttpPart;
import dev.tallystick.local.wire.Json;
import dev.tallystick.local.wire.Origins;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lambda's Invoke operation. */
public final class InvokeApi {

    private static final Pattern PATH = Pattern.compile("/2015-03-31/functions/([^/]+)/invocations");
    private static final Pattern NAME = Pattern.compile("(?:arn:aws:lambda:[^:]+:\\d+:function:)?([^:]+)(?::[^:]+)?");
    private static final String JSON = "application/json";
    private static final int MAX_BYTES = 6_291_456;
    private static final int MAX_EVENT_BYTES = 1_048_576;

    private final Fleet fleet;
    private final EventCalls events;
    private final Account account;
    private final List<FunctionSpec> functions;

    /** Calls those functions by id, name or ARN. */
    public InvokeApi(Fleet fleet, EventCalls events, Account account, List<FunctionSpec> functions) {
        this.fleet = fleet;
        this.events = events;
        this.account = account;
        this.functions = functions;
    }

    /** Answers a request. */
    public void handle(HttpExchange exchange) throws IOException {
        if (!Origins.areOwn(exchange)) {
            refuse(exchange, 403, "AccessDeniedException", "Pages in a browser may not call it.");
            return;
        }
        Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
        if (!path.matches() || !exchange.getRequestMethod().equals("POST")) {
            refuse(exchange, 404, "UnknownOperationException", "The local cloud knows Invoke only.");
            return;
        }
        Optional<FunctionSpec> function = find(path.group(1));
        if (function.isEmpty()) {
            refuse(
                    exchange,
                    404,
                    "ResourceNotFoundException",
                    "Function not found: " + account.arn("lambda", "function:" + path.group(1)));
            return;
        }
        byte[] body = exchange.getRequestBody().readAllBytes();
        String type = Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Invocation-Type"))
                .orElse("RequestResponse");
        int most = type.equals("Event") ? MAX_EVENT_BYTES : MAX_BYTES;
        if (body.length > most) {
            refuse(
                    exchange,
                    413,
                    "RequestTooLargeException",
                    "Request must be smaller than " + most + " bytes for the InvokeFunction operation");
        } else if (body.length > 0 && !Json.isJson(body)) {
            refuse(exchange, 400, "InvalidRequestContentException", "Could not parse request body into json");
        } else {
            String payload = body.length == 0 ? "{}" : new String(body, StandardCharsets.UTF_8);
            invoke(exchange, type, function.get(), payload);
        }
    }

    private void invoke(HttpExchange exchange, String type, FunctionSpec function, String payload) throws IOException {
        switch (type) {
            case "RequestResponse" -> answer(exchange, fleet.invoke(function, payload));
            case "Event" -> {
                events.accept(function, payload);
                HttpPart.send(exchange, 202, new byte[0]);
            }
            case "DryRun" -> HttpPart.send(exchange, 204, new byte[0]);
            default -> refuse(exchange, 400, "InvalidParameterValueException", "Invocation type " + type);
        }
    }

    private static void answer(HttpExchange exchange, Answer answer) throws IOException {
        byte[] payload = answer.payload().getBytes(StandardCharsets.UTF_8);
        switch (answer) {
            case Answer.Success _ -> exchange.getResponseHeaders().set("X-Amz-Executed-Version", "$LATEST");
            case Answer.Failure _ -> {
                exchange.getResponseHeaders().set("X-Amz-Executed-Version", "$LATEST");
                exchange.getResponseHeaders().set("X-Amz-Function-Error", "Unhandled");
            }
            case Answer.Throttled _ ->
                exchange.getResponseHeaders().set("x-amzn-ErrorType", "TooManyRequestsException");
        }
        HttpPart.answer(exchange, answer instanceof Answer.Throttled ? 429 : 200, JSON, payload);
    }

    private Optional<FunctionSpec> find(String named) {
        Matcher name = NAME.matcher(named);
        return name.matches()
                ? functions.stream()
                        .filter(function -> function.id().equals(name.group(1))
                                || function.name().equals(name.group(1)))
                        .findFirst()
                : Optional.empty();
    }

    private static void refuse(HttpExchange exchange, int status, String type, String message) throws IOException {
        exchange.getResponseHeaders().set("x-amzn-ErrorType", type);
        HttpPart.answer(exchange, status, JSON, Json.bytes(Map.of("Type", "User", "Message", message)));
    }
}
