package dev.tallystick.local.plan;

import dev.tallystick.local.template.Properties;
import java.util.Optional;

/** A secret: its fixed text, or how one is made. */
public record SecretSpec(String id, String name, String arn, Optional<String> fixed, Optional<Generate> generate) {

    /** How a secret's random part is made, in the words of the template. */
    public record Generate(
            Optional<String> template,
            Optional<String> key,
            int length,
            String excludeCharacters,
            boolean excludeLowercase,
            boolean excludeUppercase,
            boolean excludeNumbers,
            boolean excludePunctuation,
            boolean includeSpace,
            boolean requireEachIncludedType) {}

    static SecretSpec of(String arn, String name, Properties properties) {
        Optional<Generate> generate = properties.has("GenerateSecretString")
                ? Optional.of(generate(properties.inner("GenerateSecretString")))
                : Optional.empty();
        return new SecretSpec(properties.resource().id(), name, arn, properties.text("SecretString"), generate);
    }

    private static Generate generate(Properties properties) {
        if (properties.has("SecretStringTemplate") != properties.has("GenerateStringKey")) {
            throw properties.fault("GenerateStringKey", "goes with SecretStringTemplate");
        }
        return new Generate(
                properties.text("SecretStringTemplate"),
                properties.text("GenerateStringKey"),
                (int) properties.number("PasswordLength", 32, 1, 4096),
                properties.text("ExcludeCharacters").orElse(""),
                properties.truth("ExcludeLowercase"),
                properties.truth("ExcludeUppercase"),
                properties.truth("ExcludeNumbers"),
                properties.truth("ExcludePunctuation"),
                properties.truth("IncludeSpace"),
                properties.truth("RequireEachIncludedType", true));
    }
}
