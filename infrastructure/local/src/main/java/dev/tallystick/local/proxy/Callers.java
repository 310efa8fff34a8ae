package dev.tallystick.local.proxy;

import dev.tallystick.local.function.Environment;
import dev.tallystick.local.plan.FunctionSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Knows functions by their access keys. */
final class Callers {

    private static final Pattern CREDENTIAL = Pattern.compile("Credential=([^/,\\s]+)");

    private final Map<String, FunctionSpec> byKey;

    Callers(List<FunctionSpec> functions) {
        this.byKey = functions.stream().collect(Collectors.toMap(Environment::accessKey, Function.identity()));
    }

    /** The function that has signed a request; nothing where anyone else has. */
    Optional<FunctionSpec> of(Message request) {
        Matcher credential = CREDENTIAL.matcher(request.header("authorization"));
        return credential.find() ? Optional.ofNullable(byKey.get(credential.group(1))) : Optional.empty();
    }
}
