package dev.tallystick.local.permission;

import dev.tallystick.local.plan.FunctionSpec;
import dev.tallystick.local.plan.Plan;
import dev.tallystick.local.plan.QueueSource;
import dev.tallystick.local.plan.StreamSource;
import dev.tallystick.local.template.Resolver;
import dev.tallystick.local.template.Resource;
import java.util.List;
import java.util.Objects;

/** AWS makes no event source mapping for a function whose role may not read the source. */
final class PollerCheck {

    private static final List<String> OF_QUEUE =
            List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes");
    private static final List<String> OF_STREAM = List.of(
            "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:DescribeStream", "dynamodb:ListStreams");

    private final Resolver resolver;
    private final Permissions permissions;

    PollerCheck(Resolver resolver, Permissions permissions) {
        this.resolver = resolver;
        this.permissions = permissions;
    }

    void check(Plan plan) {
        for (QueueSource source : plan.queueSources()) {
            need(source.function(), source.event(), OF_QUEUE, source.queue().arn());
        }
        for (StreamSource source : plan.streamSources()) {
            String stream = Arns.inAccount(resolver.account(), source.streamArn());
            need(source.function(), source.event(), OF_STREAM, stream);
            source.onFailureArn()
                    .ifPresent(queue -> need(source.function(), source.event(), List.of("sqs:SendMessage"), queue));
        }
    }

    private void need(FunctionSpec function, String event, List<String> actions, String arn) {
        for (String action : actions) {
            if (permissions.decide(function, new Access(action, arn)) instanceof Decision.Denied) {
                Resource resource =
                        Objects.requireNonNull(resolver.template().resources().get(function.id()));
                throw resource.fault(
                        resource.line(),
                        "Events." + event,
                        "AWS refuses this event source, because the function's role is missing the permission " + action
                                + " on " + arn);
            }
        }
    }
}
