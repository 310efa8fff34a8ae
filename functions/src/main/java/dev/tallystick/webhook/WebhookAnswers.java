package dev.tallystick.webhook;

import dev.tallystick.http.HttpResponse;
import dev.tallystick.http.Problem;
import dev.tallystick.http.ProblemCode;
import dev.tallystick.json.JsonObject;

/** What became of a webhook, as HTTP. */
final class WebhookAnswers {

    private WebhookAnswers() {}

    /** @param done the status where it was done */
    static HttpResponse of(Webhooks.Outcome outcome, int done) {
        return switch (outcome) {
            case Webhooks.Outcome.Done(var webhook, var progress, var secret) ->
                HttpResponse.of(
                        done,
                        new JsonObject()
                                .withAll(WebhookAnswer.of(webhook, progress))
                                .with("secret", secret.orElse(null))
                                .build());
            case Webhooks.Outcome.NoSuchWebhook() -> noSuchWebhook();
            case Webhooks.Outcome.TooMany() ->
                Problem.of(ProblemCode.TOO_MANY_WEBHOOKS, "There are %d: delete one".formatted(WebhookStore.MOST))
                        .response();
        };
    }

    static HttpResponse noSuchWebhook() {
        return Problem.of(ProblemCode.WEBHOOK_NOT_FOUND, "There is no webhook with this id")
                .response();
    }
}
