package dev.tallystick.local.plan;

import dev.tallystick.local.template.Properties;
import dev.tallystick.local.template.Resolver;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Checks where queues send their dead letters, by the rules by which AWS refuses it. */
final class Redrives {

    private static final String POLICY = "RedriveAllowPolicy";

    private final Resolver resolver;
    private final Map<String, QueueSpec> queues;

    private Redrives(Resolver resolver, List<QueueSpec> queues) {
        this.resolver = resolver;
        this.queues =
                queues.stream().collect(Collectors.toMap(QueueSpec::arn, Function.identity(), (first, _) -> first));
    }

    static void check(Resolver resolver, List<QueueSpec> queues) {
        Redrives redrives = new Redrives(resolver, queues);
        queues.forEach(redrives::check);
    }

    private void check(QueueSpec queue) {
        queue.redrive().ifPresent(redrive -> {
            QueueSpec target = queues.get(redrive.targetArn());
            if (target == null) {
                throw fault(queue, "is not the ARN of a queue of this template");
            }
            if (target.fifo() != queue.fifo()) {
                throw fault(queue, "must be a queue of the same type, standard or FIFO");
            }
            if (!allows(properties(target).inner(POLICY), queue)) {
                throw fault(queue, "is " + target.id() + ", whose RedriveAllowPolicy does not allow it");
            }
        });
    }

    private static boolean allows(Properties policy, QueueSpec source) {
        String permission = policy.text("redrivePermission").orElse("allowAll");
        return switch (permission) {
            case "allowAll" -> true;
            case "denyAll" -> false;
            case "byQueue" -> policy.texts("sourceQueueArns").contains(source.arn());
            default -> throw policy.fault("redrivePermission", "must be allowAll, denyAll or byQueue");
        };
    }

    private Properties properties(QueueSpec queue) {
        return resolver.properties(
                Objects.requireNonNull(resolver.template().resources().get(queue.id())));
    }

    private RuntimeException fault(QueueSpec queue, String problem) {
        return properties(queue).inner("RedrivePolicy").fault("deadLetterTargetArn", problem);
    }
}
