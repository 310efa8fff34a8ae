package dev.tallystick.local.plan;

import dev.tallystick.local.Fault;
import dev.tallystick.local.template.Node;
import dev.tallystick.local.template.Properties;
import dev.tallystick.local.template.ResourceType;
import dev.tallystick.local.template.SecretReference;
import dev.tallystick.local.template.Support;
import dev.tallystick.local.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks dynamic references: to secrets of this template, and in the environment of functions. */
final class SecretReferences {

    private static final String ENVIRONMENT = "Environment.Variables.";

    private final List<SecretSpec> secrets;

    SecretReferences(List<SecretSpec> secrets) {
        this.secrets = secrets;
    }

    void check(Properties properties) {
        check(properties, "", properties.mapping());
    }

    private void check(Properties properties, String path, Node node) {
        switch (node) {
            case Node.Scalar(String text, var _, int line) -> {
                if (SecretReference.isIn(text)) {
                    check(properties, path, line, text);
                }
            }
            case Node.Sequence list -> list.items().forEach(item -> check(properties, path, item));
            case Node.Mapping map ->
                map.entries().forEach((key, value) -> {
                    String inside = path.isEmpty() ? key : path + "." + key;
                    // What has no effect needs no value.
                    if (properties.resource().type().support().standing(inside) != Support.Standing.ACCEPTED) {
                        check(properties, inside, value);
                    }
                });
        }
    }

    private void check(Properties properties, String path, int line, String text) {
        SecretReference.replace(
                text,
                reference -> {
                    problem(reference).ifPresent(problem -> {
                        throw fault(properties, path, line, problem);
                    });
                    return "";
                },
                unreadable -> fault(
                        properties,
                        path,
                        line,
                        "the local cloud does not resolve " + unreadable + ", only"
                                + " {{resolve:secretsmanager:name:SecretString:key}}"));
        if (properties.resource().type() != ResourceType.FUNCTION || !path.startsWith(ENVIRONMENT)) {
            throw fault(properties, path, line, "the local cloud resolves secrets in Environment.Variables only");
        }
    }

    private static Fault fault(Properties properties, String path, int line, String problem) {
        return properties.resource().fault(line, path, problem);
    }

    private Optional<String> problem(SecretReference reference) {
        Optional<SecretSpec> secret = secrets.stream()
                .filter(spec ->
                        spec.name().equals(reference.secret()) || spec.arn().equals(reference.secret()))
                .findFirst();
        if (secret.isEmpty()) {
            return Optional.of("refers to the secret " + reference.secret() + ", which the template does not have");
        }
        if (reference.version().isPresent()
                || !reference.stage().orElse("AWSCURRENT").equals("AWSCURRENT")) {
            return Optional.of("a secret has the version AWSCURRENT only when functions get their environment");
        }
        return reference
                .key()
                .filter(key -> !hasKey(secret.get(), key))
                .map(key -> "the secret " + reference.secret() + " has no key " + key);
    }

    private static boolean hasKey(SecretSpec secret, String key) {
        Optional<SecretSpec.Generate> generate = secret.generate();
        if (generate.flatMap(SecretSpec.Generate::key).filter(key::equals).isPresent()) {
            return true;
        }
        Optional<Map<String, @Nullable Object>> fields = secret.fixed()
                .or(() -> generate.flatMap(SecretSpec.Generate::template))
                .flatMap(Json::object);
        return fields.isPresent() && fields.get().containsKey(key);
    }
}
