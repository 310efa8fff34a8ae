package dev.tallystick.bench.units;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the template gives functions as variables, all of them together, as they are on a local cloud without functions. */
final class Environment {

    private static final Pattern RESOURCE = Pattern.compile("(?m)^ {2}(\\w+):\\n(?: {4}.*\\n| *\\n)*");
    private static final Pattern VARIABLE = Pattern.compile("(?m)^ {8,10}([A-Z_]{3,}): (.+)$");
    private static final Pattern NAME =
            Pattern.compile("(?:TableName|QueueName): (?:!If \\[\\w+, !Ref \\w+, )?!Sub \"([^\"]+)\"");
    private static final Pattern DEFAULT = Pattern.compile("Default: \"?([^\"\\n]*)\"?");

    private final String template;
    private final Map<String, String> resources = new HashMap<>();

    Environment(Path root) {
        try {
            template = Files.readString(root.resolve("template.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Matcher resource = RESOURCE.matcher(template);
        while (resource.find()) {
            resources.put(resource.group(1), resource.group());
        }
    }

    /** @param endpoints by the local cloud's names: {@code dynamodb}, {@code sqs}, {@code secrets} */
    Map<String, String> variables(Map<String, String> endpoints) {
        Map<String, String> variables = new HashMap<>();
        Matcher variable = VARIABLE.matcher(template);
        while (variable.find()) {
            variables.put(variable.group(1), value(variable.group(2), endpoints));
        }
        variables.put("AWS_ENDPOINT_URL_DYNAMODB", String.valueOf(endpoints.get("dynamodb")));
        variables.put("AWS_ENDPOINT_URL_SQS", String.valueOf(endpoints.get("sqs")));
        variables.put("AWS_ENDPOINT_URL_SECRETS_MANAGER", String.valueOf(endpoints.get("secrets")));
        variables.put("AWS_REGION", "eu-central-1");
        variables.put("AWS_ACCESS_KEY_ID", "measured");
        variables.put("AWS_SECRET_ACCESS_KEY", "measured");
        return variables;
    }

    private String value(String text, Map<String, String> endpoints) {
        if (text.startsWith("!Sub ")) {
            return named(text.substring("!Sub ".length()).replace("\"", ""));
        }
        if (!text.startsWith("!Ref ")) {
            return text.replace("\"", "");
        }
        String id = text.substring("!Ref ".length()).strip();
        String resource = resources.getOrDefault(id, "");
        Optional<String> name =
                Optional.of(NAME.matcher(resource)).filter(Matcher::find).map(found -> named(found.group(1)));
        if (resource.contains("AWS::SQS::Queue")) {
            return endpoints.get("sqs") + "/000000000000/" + name.orElseThrow();
        }
        return name.or(() -> Optional.of(DEFAULT.matcher(resource))
                        .filter(found -> !resource.contains("Type: AWS::") && found.find())
                        .map(found -> found.group(1)))
                .orElse(id);
    }

    private static String named(String text) {
        return text.replace("${Name}", "tallystick").replace("${Stage}", "prod");
    }
}
