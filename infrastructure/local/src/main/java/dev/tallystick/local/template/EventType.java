package dev.tallystick.local.template;

import static dev.tallystick.local.template.Support.accepted;
import static dev.tallystick.local.template.Support.honoured;

import java.util.Arrays;
import java.util.Optional;

/** The events that a function may have; the same rules as for {@link ResourceType}. */
public enum EventType {
    HTTP_API("HttpApi", honoured("ApiId Method Path PayloadFormatVersion TimeoutInMillis"), accepted("RouteSettings")),
    SQS("SQS", honoured("""
                    Queue BatchSize MaximumBatchingWindowInSeconds Enabled FunctionResponseTypes
                    ScalingConfig.MaximumConcurrency FilterCriteria.Filters.Pattern"""), accepted("")),
    STREAM("DynamoDB", honoured("""
                    Stream StartingPosition BatchSize MaximumBatchingWindowInSeconds TumblingWindowInSeconds
                    MaximumRetryAttempts MaximumRecordAgeInSeconds BisectBatchOnFunctionError FunctionResponseTypes
                    DestinationConfig.OnFailure.Type DestinationConfig.OnFailure.Destination FilterCriteria Enabled"""), accepted("ParallelizationFactor")),
    SCHEDULE(
            "Schedule",
            honoured("Schedule Enabled State Input Name"),
            accepted("Description RetryPolicy DeadLetterConfig RoleArn")),
    SCHEDULE_V2(
            "ScheduleV2",
            honoured("ScheduleExpression ScheduleExpressionTimezone StartDate EndDate State Input Name"),
            accepted("""
                    Description FlexibleTimeWindow RetryPolicy DeadLetterConfig KmsKeyArn PermissionsBoundary RoleArn"""));

    private final String type;
    // Its sets are made here and never change.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Support support;

    EventType(String type, Support.Honoured honoured, Support.Accepted accepted) {
        this.type = type;
        this.support = new Support(honoured, accepted);
    }

    /** The name in the template. */
    public String type() {
        return type;
    }

    /** What of its properties has an effect, and what is let through. */
    public Support support() {
        return support;
    }

    /** The type of that name, which a read template has only where it is known. */
    public static EventType named(String type) {
        return of(type).orElseThrow();
    }

    static Optional<EventType> of(String type) {
        return Arrays.stream(values()).filter(known -> known.type.equals(type)).findFirst();
    }
}
