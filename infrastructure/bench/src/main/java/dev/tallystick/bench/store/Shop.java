package dev.tallystick.bench.store;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.json.Json;
import dev.tallystick.member.EnrolMember;
import dev.tallystick.setup.IssueKey;
import dev.tallystick.wallet.CreateLink;
import dev.tallystick.wallet.KeepSessions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A web shop with a key, made by the functions themselves in a process that has their environment. */
public record Shop(String key) {

    /** A shop with its first key. */
    public static Shop open() throws IOException {
        Map<?, ?> issued = object(call(
                new IssueKey(),
                Json.bytes(Map.of(
                        "source",
                        Map.of(
                                "id", "web",
                                "channel", "online",
                                "name", "Web shop",
                                "timeZone", "Europe/Berlin",
                                "country", "DE"),
                        "scopes",
                        List.of("members", "purchases", "refunds", "redemptions")))));
        return new Shop(String.valueOf(issued.get("key")));
    }

    /** Prints the key of a new shop and the id of a member, each in a line. */
    public static void main(String[] arguments) throws IOException {
        Shop shop = open();
        System.out.println("key=" + shop.key());
        System.out.println("member=" + shop.enrol());
    }

    /** A new member's id. */
    public String enrol() throws IOException {
        Map<String, Object> body = Map.of("enrolmentId", UUID.randomUUID().toString(), "name", "Robin");
        return String.valueOf(answer(new EnrolMember(), Call.of("POST /v1/members", key, body), 201)
                .get("memberId"));
    }

    /** A token that opens the member's wallet for a while. */
    public String walletToken(String member) throws IOException {
        String route = "POST /v1/members/{memberId}/wallet-links";
        Map<Object, Object> link = new java.util.HashMap<>(object(Call.of(route, key, Map.of("expiresIn", "PT1H"))));
        link.put("pathParameters", Map.of("memberId", member));
        String token =
                String.valueOf(answer(new CreateLink(), Json.bytes(link), 201).get("token"));
        byte[] session = Call.of("POST /v1/wallet/sessions", "", Map.of("token", token));
        return String.valueOf(answer(new KeepSessions(), session, 201).get("token"));
    }

    /** What a function answers to an event. */
    public static byte[] call(RequestStreamHandler function, byte[] event) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        function.handleRequest(new ByteArrayInputStream(event), answer, new Invocation());
        return answer.toByteArray();
    }

    /** The body of its answer over HTTP, which must have this status. */
    static Map<?, ?> answer(RequestStreamHandler function, byte[] event, long status) throws IOException {
        Map<?, ?> answer = object(call(function, event));
        if (!Long.valueOf(status).equals(answer.get("statusCode"))) {
            throw new IllegalStateException("a function answered " + answer.get("body"));
        }
        return object(String.valueOf(answer.get("body")).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static Map<?, ?> object(byte[] json) {
        try {
            if (Json.parse(json) instanceof Map<?, ?> fields) {
                return fields;
            }
        } catch (Json.Malformed e) {
            throw new IllegalStateException("a function answered no JSON", e);
        }
        throw new IllegalStateException("a function answered something else");
    }
}
