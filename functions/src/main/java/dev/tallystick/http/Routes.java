package dev.tallystick.http;

import java.util.List;
import java.util.regex.Pattern;

/** The routes that exist, so that a wrong method can be told from a wrong path. A test holds them against the template. */
public final class Routes {

    /** Each as {@code METHOD /path}, as the template has it. */
    public static final List<String> ALL = List.of(
            "POST /v1/members",
            "POST /v1/members/lookup",
            "GET /v1/members/{memberId}",
            "PATCH /v1/members/{memberId}",
            "DELETE /v1/members/{memberId}",
            "GET /v1/members/{memberId}/entries",
            "POST /v1/members/{memberId}/wallet-links",
            "GET /v1/members/{memberId}/export",
            "POST /v1/members/{memberId}/identifiers",
            "DELETE /v1/members/{memberId}/identifiers/{type}/{identifierId}",
            "POST /v1/members/{memberId}/identifiers/{type}/{identifierId}/block",
            "POST /v1/members/{memberId}/identifiers/{type}/{identifierId}/unblock",
            "POST /v1/purchases",
            "GET /v1/purchases/{id}",
            "POST /v1/purchases/{id}/activations",
            "POST /v1/purchases/{id}/void",
            "POST /v1/refunds",
            "POST /v1/redemptions",
            "GET /v1/redemptions/{id}",
            "POST /v1/redemptions/{id}/extend",
            "POST /v1/redemptions/{id}/capture",
            "POST /v1/redemptions/{id}/release",
            "POST /v1/redemptions/{id}/reversals",
            "POST /v1/redemptions/{id}/void",
            "POST /v1/adjustments",
            "POST /v1/quotes",
            "POST /v1/batches",
            "GET /v1/batches/{batchId}",
            "GET /v1/program",
            "PUT /v1/program",
            "GET /v1/program/versions/{version}",
            "GET /v1/insights/trial-balance",
            "GET /v1/insights/daily",
            "GET /v1/insights/journeys",
            "GET /v1/events",
            "POST /v1/webhooks",
            "GET /v1/webhooks",
            "DELETE /v1/webhooks/{webhookId}",
            "POST /v1/webhooks/{webhookId}/rotate",
            "POST /v1/webhooks/{webhookId}/test",
            "POST /v1/webhooks/{webhookId}/enable",
            "GET /v1/webhooks/{webhookId}/deliveries",
            "POST /v1/sources",
            "GET /v1/sources",
            "GET /v1/sources/{source}",
            "PATCH /v1/sources/{source}",
            "POST /v1/keys",
            "GET /v1/keys",
            "GET /v1/keys/{keyId}",
            "DELETE /v1/keys/{keyId}",
            "POST /v1/keys/{keyId}/rotate",
            "GET /v1/key",
            "GET /v1/wallet",
            "GET /v1/wallet/entries",
            "GET /v1/wallet/passes",
            "GET /v1/wallet/passes/apple",
            "GET /v1/wallet/passes/google",
            "POST /v1/wallet/sessions",
            "GET /v1/wallet/sessions",
            "DELETE /v1/wallet/sessions",
            "DELETE /v1/wallet/sessions/{sessionId}",
            "GET /health",
            "GET /openapi.json",
            "GET /docs",
            "GET /docs/{asset}",
            "GET /wallet",
            "GET /wallet/{asset}",
            "GET /till",
            "GET /till/{asset}");

    private Routes() {}

    /** The methods that a path takes; none where there is no such path. */
    static List<String> methodsOf(String path) {
        return ALL.stream()
                .filter(route -> pattern(pathOf(route)).matcher(path).matches())
                .map(route -> route.substring(0, route.indexOf(' ')))
                .distinct()
                .sorted()
                .toList();
    }

    private static String pathOf(String route) {
        return route.substring(route.indexOf(' ') + 1);
    }

    private static Pattern pattern(String path) {
        return Pattern.compile(path.replaceAll("\\{[A-Za-z]+}", "[^/]+"));
    }
}
