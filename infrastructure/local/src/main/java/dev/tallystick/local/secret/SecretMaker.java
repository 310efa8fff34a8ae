package dev.tallystick.local.secret;

import dev.tallystick.local.plan.SecretSpec;
import dev.tallystick.local.wire.Json;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the text of a secret as GenerateSecretString says. */
final class SecretMaker {

    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String DIGITS = "0123456789";
    private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    private final SecureRandom random = new SecureRandom();

    String text(SecretSpec secret) {
        if (secret.fixed().isPresent()) {
            return secret.fixed().get();
        }
        return secret.generate().map(this::generated).orElse("");
    }

    private String generated(SecretSpec.Generate how) {
        String password = password(how);
        if (how.template().isEmpty()) {
            return password;
        }
        Map<String, @Nullable Object> template =
                new LinkedHashMap<>(Json.object(how.template().get()).orElse(Map.of()));
        template.put(how.key().orElseThrow(), password);
        return Json.text(template);
    }

    private String password(SecretSpec.Generate how) {
        List<String> kinds = new ArrayList<>();
        add(kinds, !how.excludeLowercase(), LOWER, how);
        add(kinds, !how.excludeUppercase(), UPPER, how);
        add(kinds, !how.excludeNumbers(), DIGITS, how);
        add(kinds, !how.excludePunctuation(), PUNCTUATION, how);
        add(kinds, how.includeSpace(), " ", how);
        String all = String.join("", kinds);
        List<Character> characters = new ArrayList<>();
        if (how.requireEachIncludedType()) {
            kinds.forEach(kind -> characters.add(pick(kind)));
        }
        while (characters.size() < how.length()) {
            characters.add(pick(all));
        }
        Collections.shuffle(characters, random);
        StringBuilder password = new StringBuilder();
        characters.subList(0, how.length()).forEach(password::append);
        return password.toString();
    }

    private static void add(List<String> kinds, boolean included, String characters, SecretSpec.Generate how) {
        StringBuilder left = new StringBuilder();
        characters
                .chars()
                .filter(character -> included && how.excludeCharacters().indexOf(character) < 0)
                .forEach(character -> left.append((char) character));
        if (!left.isEmpty()) {
            kinds.add(left.toString());
        }
    }

    private char pick(String characters) {
        return characters.charAt(random.nextInt(characters.length()));
    }
}
