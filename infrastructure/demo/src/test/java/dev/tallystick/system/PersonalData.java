package dev.tallystick.system;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Values that must not be found where they do not belong, in whatever spelling, encoding or plain hash. */
final class PersonalData {

    private static final int SEEN = 120;

    /** Every form is at least as long as this, and found by its first characters. */
    private static final int BEGINNING = 4;

    private record Form(String text, String value) {}

    private final Map<String, List<String>> formsByValue = new LinkedHashMap<>();
    private final Map<Long, List<Form>> formsByBeginning = new HashMap<>();

    void add(String... values) {
        for (String value : values) {
            List<String> forms = forms(value);
            if (formsByValue.put(value, forms) == null) {
                forms.forEach(form -> formsByBeginning
                        .computeIfAbsent(beginning(form), any -> new ArrayList<>())
                        .add(new Form(form, value)));
            }
        }
    }

    /** Those values of which a text holds some form: thousands of forms are looked for in one go over megabytes. */
    List<String> foundIn(String text) {
        Set<String> found = new HashSet<>();
        long window = 0;
        for (int i = 0; i < text.length(); i++) {
            window = window << Character.SIZE | text.charAt(i);
            for (Form form : formsByBeginning.getOrDefault(window, List.of())) {
                if (text.startsWith(form.text(), i + 1 - BEGINNING)) {
                    found.add(form.value());
                }
            }
        }
        return formsByValue.keySet().stream().filter(found::contains).toList();
    }

    private static long beginning(String form) {
        if (form.length() < BEGINNING) {
            throw new IllegalArgumentException("too short to be told from other text: " + form);
        }
        long window = 0;
        for (int i = 0; i < BEGINNING; i++) {
            window = window << Character.SIZE | form.charAt(i);
        }
        return window;
    }

    /** Where the first of them is, for people to see. */
    String around(String text) {
        return formsByValue.values().stream()
                .flatMap(List::stream)
                .filter(text::contains)
                .findFirst()
                .map(form -> text.substring(
                        Math.max(0, text.indexOf(form) - SEEN), Math.min(text.length(), text.indexOf(form) + SEEN)))
                .orElse("");
    }

    static List<String> forms(String value) {
        Set<String> forms = new TreeSet<>();
        for (String spelling : spellings(value)) {
            byte[] bytes = spelling.getBytes(StandardCharsets.UTF_8);
            forms.addAll(List.of(
                    spelling,
                    URLEncoder.encode(spelling, StandardCharsets.UTF_8),
                    URLEncoder.encode(spelling, StandardCharsets.UTF_8).replace("+", "%20"),
                    escaped(spelling),
                    HexFormat.of().formatHex(bytes),
                    HexFormat.of().withUpperCase().formatHex(bytes),
                    new String(spelling.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1)));
            forms.addAll(base64(bytes));
            for (String algorithm : List.of("SHA-256", "SHA-1", "MD5")) {
                forms.addAll(hashes(algorithm, spelling));
            }
        }
        return List.copyOf(forms);
    }

    private static List<String> spellings(String value) {
        List<String> spellings =
                new ArrayList<>(List.of(value, value.toLowerCase(Locale.ROOT), value.toUpperCase(Locale.ROOT)));
        if (value.startsWith("+")) {
            spellings.add(value.substring(1));
            spellings.add("00" + value.substring(1));
        }
        return spellings;
    }

    private static String escaped(String text) {
        return text.chars()
                .mapToObj(character -> Character.isLetterOrDigit(character)
                        ? String.valueOf((char) character)
                        : "\\u%04x".formatted(character))
                .collect(Collectors.joining());
    }

    /** As it looks in the midst of other bytes, wherever it begins among them. */
    private static List<String> base64(byte[] bytes) {
        List<String> forms = new ArrayList<>();
        for (int before = 0; before < 3; before++) {
            byte[] shifted = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, shifted, before, bytes.length);
            int first = before == 0 ? 0 : before + 1;
            int last = shifted.length * 8 / 6;
            for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
                forms.add(encoder.encodeToString(shifted).substring(first, last));
            }
        }
        return forms;
    }

    private static List<String> hashes(String algorithm, String value) {
        return Stream.of("", "phone:", "email:", "cardNumber:", "card_number:", "externalId:", "external_id:")
                .map(prefix -> digest(algorithm, prefix + value))
                .flatMap(hash -> Stream.of(
                        HexFormat.of().formatHex(hash),
                        HexFormat.of().withUpperCase().formatHex(hash),
                        Base64.getEncoder().withoutPadding().encodeToString(hash),
                        Base64.getUrlEncoder().withoutPadding().encodeToString(hash)))
                .toList();
    }

    private static byte[] digest(String algorithm, String text) {
        try {
            return MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** What a signed token says, for whoever reads it. */
    static String decoded(String token) {
        return Arrays.stream(token.split("[.=]", -1))
                .filter(part -> part.startsWith("eyJ"))
                .map(part -> new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8))
                .collect(Collectors.joining(" "));
    }
}
