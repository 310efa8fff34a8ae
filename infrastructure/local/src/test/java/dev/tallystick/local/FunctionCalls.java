package dev.tallystick.local;

import dev.tallystick.local.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Calls of services that a function makes for a test. */
record FunctionCalls(RunningCloud cloud, String function) {

    /** What came of a call; the status is 0 where no answer came, and -1 where the function itself has failed. */
    record Result(int status, String text) {

        Map<String, Object> json() {
            return Json.object(text).orElseThrow();
        }

        /** The error's name without what stands before it. */
        String error() {
            String type = String.valueOf(json().get("__type"));
            return type.substring(type.lastIndexOf('#') + 1);
        }

        String message() {
            return String.valueOf(json().getOrDefault("Message", json().get("message")));
        }
    }

    Result dynamodb(String operation, String request) throws Exception {
        return call("AWS_ENDPOINT_URL_DYNAMODB", "DynamoDB_20120810." + operation, json("1.0"), request);
    }

    Result streams(String operation, String request) throws Exception {
        return call("AWS_ENDPOINT_URL_DYNAMODB_STREAMS", "DynamoDBStreams_20120810." + operation, json("1.0"), request);
    }

    Result sqs(String operation, String request) throws Exception {
        return call("AWS_ENDPOINT_URL_SQS", "AmazonSQS." + operation, json("1.0"), request);
    }

    /** In the older protocol, to an address that the function has in its environment. */
    Result form(String addressVariable, String form) throws Exception {
        return call(addressVariable, "", "application/x-www-form-urlencoded", form);
    }

    Result secrets(String operation, String request) throws Exception {
        return call("AWS_ENDPOINT_URL_SECRETS_MANAGER", "secretsmanager." + operation, json("1.1"), request);
    }

    private static String json(String version) {
        return "application/x-amz-json-" + version;
    }

    private Result call(String endpoint, String target, String type, String body) throws Exception {
        Map<String, String> event = new LinkedHashMap<>();
        event.put("endpoint", endpoint);
        event.put("target", target);
        event.put("type", type);
        event.put(
                "body",
                Base64.getEncoder().encodeToString(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
        String answer = cloud.invoke(function, Json.text(event)).body();
        Map<String, Object> result = Json.object(answer).orElseThrow();
        if (!(result.get("status") instanceof Integer status)) {
            return new Result(-1, answer);
        }
        return new Result(
                status,
                new String(Base64.getDecoder().decode(String.valueOf(result.get("body"))), StandardCharsets.UTF_8));
    }
}
