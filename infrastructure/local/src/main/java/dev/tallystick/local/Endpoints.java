package dev.tallystick.local;

import java.util.LinkedHashMap;
import java.util.Map;

/** Where the parts are reached, by name; without functions there is neither {@code http} nor {@code lambda}. */
record Endpoints(Map<String, String> byName) {

    static Endpoints of(String dynamodb, String sqs, String secrets) {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("dynamodb", dynamodb);
        names.put("sqs", sqs);
        names.put("secrets", secrets);
        return new Endpoints(names);
    }

    /** The first HTTP API is {@code http}, each further one has its logical id after that. */
    Endpoints withFunctions(String http, Map<String, String> apis, String lambda) {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("http", http);
        apis.forEach((id, url) -> {
            if (!url.equals(http)) {
                names.put("http_" + id, url);
            }
        });
        names.putAll(byName);
        names.put("lambda", lambda);
        return new Endpoints(names);
    }

    /** The variables by which AWS's SDKs find the services. */
    Map<String, String> forFunctions() {
        String dynamodb = String.valueOf(byName.get("dynamodb"));
        return Map.of(
                "AWS_ENDPOINT_URL_DYNAMODB", dynamodb,
                "AWS_ENDPOINT_URL_DYNAMODB_STREAMS", dynamodb,
                "AWS_ENDPOINT_URL_SQS", String.valueOf(byName.get("sqs")),
                "AWS_ENDPOINT_URL_SECRETS_MANAGER", String.valueOf(byName.get("secrets")),
                "AWS_ENDPOINT_URL_LAMBDA", String.valueOf(byName.get("lambda")));
    }
}
