package dev.tallystick.local.permission;

import dev.tallystick.local.plan.FunctionSpec;
import dev.tallystick.local.plan.Plan;
import dev.tallystick.local.plan.QueueSource;
import dev.tallystick.local.plan.StreamSource;
import dev.tallystick.local.template.Resolver;
import dev.tallystick.local.template.Resource;
import java.util.List;
import java.util.Objects;

/** AWS refuses event sources that a function's role may not read, and destinations that it may not send to. */
final class PollerCheck {

    private static final List<String> OF_QUEUE =
            List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes");
    private static final List<String> OF_STREAM = List.of(
            "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:DescribeStream", "dynamodb:ListStreams");

    private static final List<String> SENDING = List.of("sqs:SendMessage");

    private final Resolver resolver;
    private final Permissions permissions;

    PollerCheck(Resolver resolver, Permissions permissions) {
        this.resolver = resolver;
        this.permissions = permissions;
    }

    void check(Plan plan) {
        for (FunctionSpec function : plan.functions()) {
            FunctionRoles.destinations(resolver.account(), function)
                    .forEach((queue, property) -> need(function, property, SENDING, queue));
        }
        for (QueueSource source : plan.queueSources()) {
            need(
                    source.function(),
                    "Events." + source.event(),
                    OF_QUEUE,
                    source.queue().arn());
        }
        for (StreamSource source : plan.streamSources()) {
            String property = "Events." + source.event();
            need(source.function(), property, OF_STREAM, Arns.inAccount(resolver.account(), source.streamArn()));
            source.onFailureArn().ifPresent(queue -> need(source.function(), property, SENDING, queue));
        }
    }

    private void need(FunctionSpec function, String property, List<String> actions, String arn) {
        for (String action : actions) {
            if (permissions.decide(function, new Access(action, arn)) instanceof Decision.Denied) {
                Resource resource =
                        Objects.requireNonNull(resolver.template().resources().get(function.id()));
                throw resource.fault(
                        resource.line(),
                        property,
                        "AWS refuses it, because the function's role is missing the permission " + action + " on "
                                + arn);
            }
        }
    }
}
