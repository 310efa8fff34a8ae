package dev.tallystick.local.secret;

import dev.tallystick.local.Fault;
import dev.tallystick.local.plan.FunctionSpec;
import dev.tallystick.local.template.SecretReference;
import dev.tallystick.local.wire.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What dynamic references come to: the secrets' texts as they were when the cloud started, as when a stack is deployed. */
public final class SecretValues {

    private final Map<String, String> texts;

    /** Texts by the secrets' names and ARNs. */
    public SecretValues(Map<String, String> texts) {
        this.texts = new HashMap<>(texts);
    }

    /** The function's variables from the template, with the values in the place of the references. */
    public Map<String, String> environment(FunctionSpec function) {
        Map<String, String> filled = new HashMap<>(function.environment());
        filled.replaceAll((_, text) -> fill(text));
        return filled;
    }

    /** The text with the values in the place of the references. No message names a value. */
    public String fill(String text) {
        return SecretReference.replace(text, this::value, unreadable -> new Fault("cannot resolve " + unreadable));
    }

    private String value(SecretReference reference) {
        Optional<String> text = Optional.ofNullable(texts.get(reference.secret()));
        return reference
                .key()
                .map(key -> text.flatMap(Json::object)
                        .flatMap(fields -> Optional.ofNullable(fields.get(key)))
                        .map(String::valueOf))
                .orElse(text)
                .orElseThrow(() -> new Fault("cannot resolve the secret " + reference.secret()
                        + reference.key().map(key -> ", key " + key).orElse("")));
    }
}
