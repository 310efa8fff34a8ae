package dev.tallystick.local.proxy;

import dev.tallystick.local.permission.Access;
import dev.tallystick.local.plan.SecretSpec;
import dev.tallystick.local.template.Account;
import dev.tallystick.local.wire.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Secrets Manager. */
record SecretsManager(Account account, List<SecretSpec> secrets) implements Service {

    private static final String TARGET = "secretsmanager.";

    @Override
    public String name() {
        return "secretsmanager";
    }

    @Override
    public ServiceCall call(Message request) {
        String target = request.header("x-amz-target");
        Map<String, @Nullable Object> body = Json.object(request.body()).orElse(Map.of());
        String operation = target.startsWith(TARGET) ? target.substring(TARGET.length()) : "";
        return new SecretCall(operation, arn(Json.string(body, "SecretId").orElse("")));
    }

    private String arn(String nameOrArn) {
        return secrets.stream()
                .filter(secret -> secret.name().equals(nameOrArn))
                .findFirst()
                .map(SecretSpec::arn)
                .orElseGet(() -> nameOrArn.startsWith("arn:")
                        ? nameOrArn
                        : nameOrArn.isEmpty() ? "*" : account.arn("secretsmanager", "secret:" + nameOrArn));
    }

    private record SecretCall(String operation, String secret) implements ServiceCall {

        @Override
        public List<Access> accesses() {
            return operation.isEmpty() ? List.of() : List.of(new Access(TARGET.replace('.', ':') + operation, secret));
        }

        @Override
        public Reply denied(String message) {
            return error(400, "AccessDeniedException", message);
        }

        @Override
        public Reply conflicting(long chosen) {
            throw new IllegalStateException("Secrets Manager knows no conflicts");
        }

        @Override
        public Reply throttled(long chosen) {
            return error(400, "ThrottlingException", "Rate exceeded");
        }

        @Override
        public Reply unavailable() {
            return error(500, "InternalServiceError", "An error occurred on the server side.");
        }

        private static Reply error(int status, String type, String message) {
            return Reply.json(status, "1.1", Map.of("__type", type, "Message", message));
        }
    }
}
