package dev.tallystick.local.template;

import static dev.tallystick.local.template.Support.accepted;
import static dev.tallystick.local.template.Support.honoured;

import java.util.Arrays;
import java.util.Optional;

/**
 * The one table of what a template may contain. A property with a dot lies inside another, whatever lists are between;
 * where none of its inner ones is named, all of it goes. What is not here is refused.
 */
public enum ResourceType {
    TABLE("AWS::DynamoDB::Table", honoured("""
                    TableName AttributeDefinitions.AttributeName AttributeDefinitions.AttributeType
                    KeySchema.AttributeName KeySchema.KeyType
                    GlobalSecondaryIndexes.IndexName GlobalSecondaryIndexes.KeySchema GlobalSecondaryIndexes.Projection
                    LocalSecondaryIndexes.IndexName LocalSecondaryIndexes.KeySchema LocalSecondaryIndexes.Projection
                    StreamSpecification.StreamViewType StreamSpecification.ResourcePolicy.PolicyDocument
                    ResourcePolicy.PolicyDocument
                    TimeToLiveSpecification.AttributeName TimeToLiveSpecification.Enabled"""), accepted("""
                    BillingMode ProvisionedThroughput GlobalSecondaryIndexes.ProvisionedThroughput
                    OnDemandThroughput GlobalSecondaryIndexes.OnDemandThroughput
                    DeletionProtectionEnabled PointInTimeRecoverySpecification SSESpecification
                    ContributorInsightsSpecification TableClass Tags""")),
    QUEUE("AWS::SQS::Queue", honoured("""
                    QueueName FifoQueue ContentBasedDeduplication VisibilityTimeout DelaySeconds
                    ReceiveMessageWaitTimeSeconds RedrivePolicy.deadLetterTargetArn RedrivePolicy.maxReceiveCount
                    RedriveAllowPolicy.redrivePermission RedriveAllowPolicy.sourceQueueArns"""), accepted("""
                    MessageRetentionPeriod MaximumMessageSize SqsManagedSseEnabled KmsMasterKeyId
                    KmsDataKeyReusePeriodSeconds DeduplicationScope FifoThroughputLimit Tags""")),
    QUEUE_POLICY("AWS::SQS::QueuePolicy", honoured("Queues PolicyDocument"), accepted("")),
    SECRET("AWS::SecretsManager::Secret", honoured("""
                    Name SecretString GenerateSecretString.SecretStringTemplate GenerateSecretString.GenerateStringKey
                    GenerateSecretString.PasswordLength GenerateSecretString.ExcludeCharacters
                    GenerateSecretString.ExcludeLowercase GenerateSecretString.ExcludeNumbers
                    GenerateSecretString.ExcludePunctuation GenerateSecretString.ExcludeUppercase
                    GenerateSecretString.IncludeSpace GenerateSecretString.RequireEachIncludedType"""), accepted("Description KmsKeyId Tags")),
    FUNCTION("AWS::Serverless::Function", honoured("""
                    FunctionName Handler CodeUri Runtime MemorySize Timeout Environment.Variables Events Role Policies
                    LoggingConfig.LogFormat LoggingConfig.LogGroup LoggingConfig.ApplicationLogLevel
                    LoggingConfig.SystemLogLevel SnapStart.ApplyOn ReservedConcurrentExecutions
                    EventInvokeConfig.MaximumRetryAttempts EventInvokeConfig.MaximumEventAgeInSeconds
                    EventInvokeConfig.DestinationConfig.OnSuccess.Type
                    EventInvokeConfig.DestinationConfig.OnSuccess.Destination
                    EventInvokeConfig.DestinationConfig.OnFailure.Type
                    EventInvokeConfig.DestinationConfig.OnFailure.Destination
                    DeadLetterQueue.Type DeadLetterQueue.TargetArn"""), accepted("""
                    Description Architectures AutoPublishAlias
                    AutoPublishAliasAllProperties DeploymentPreference Tracing Tags""")),
    APPLICATION(
            "AWS::Serverless::Application",
            honoured("Location Parameters"),
            accepted("NotificationARNs Tags TimeoutInMinutes")),
    HTTP_API("AWS::Serverless::HttpApi", honoured("""
                    Name StageName StageVariables CorsConfiguration"""), accepted("""
                    Description Tags AccessLogSettings DefaultRouteSettings RouteSettings FailOnWarnings
                    PropagateTags""")),
    ALARM("AWS::CloudWatch::Alarm", honoured(""), accepted("""
                    AlarmName AlarmDescription Namespace MetricName Dimensions Statistic ExtendedStatistic Period
                    EvaluationPeriods DatapointsToAlarm Threshold ComparisonOperator TreatMissingData Metrics Unit
                    ActionsEnabled AlarmActions OKActions InsufficientDataActions Tags""")),
    DASHBOARD("AWS::CloudWatch::Dashboard", honoured(""), accepted("DashboardName DashboardBody Tags")),
    TOPIC("AWS::SNS::Topic", honoured(""), accepted("""
                    TopicName DisplayName FifoTopic ContentBasedDeduplication Subscription KmsMasterKeyId
                    DataProtectionPolicy DeliveryStatusLogging SignatureVersion TracingConfig ArchivePolicy
                    FifoThroughputScope Tags""")),
    SUBSCRIPTION("AWS::SNS::Subscription", honoured(""), accepted("""
                    TopicArn Protocol Endpoint DeliveryPolicy FilterPolicy FilterPolicyScope RawMessageDelivery
                    RedrivePolicy Region ReplayPolicy SubscriptionRoleArn""")),
    ROLE(
            "AWS::IAM::Role",
            honoured("RoleName ManagedPolicyArns Policies.PolicyDocument"),
            accepted("Path Description AssumeRolePolicyDocument MaxSessionDuration Policies.PolicyName Tags")),
    MANAGED_POLICY(
            "AWS::IAM::ManagedPolicy",
            honoured("ManagedPolicyName PolicyDocument Roles"),
            accepted("Path Description Groups Users")),
    LOG_GROUP(
            "AWS::Logs::LogGroup",
            honoured("LogGroupName"),
            accepted("RetentionInDays KmsKeyId LogGroupClass DataProtectionPolicy Tags")),
    METRIC_FILTER("AWS::Logs::MetricFilter", honoured(""), accepted("""
                    FilterName FilterPattern LogGroupName MetricTransformations ApplyOnTransformedLogs
                    FieldSelectionCriteria EmitSystemFieldDimensions"""));

    private final String type;
    // Its sets are made here and never change.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Support support;

    ResourceType(String type, Support.Honoured honoured, Support.Accepted accepted) {
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

    /** The property with the physical name. */
    String nameProperty() {
        return switch (this) {
            case TABLE -> "TableName";
            case QUEUE -> "QueueName";
            case QUEUE_POLICY, SUBSCRIPTION, APPLICATION -> "Id";
            case DASHBOARD -> "DashboardName";
            case TOPIC -> "TopicName";
            case SECRET, HTTP_API -> "Name";
            case FUNCTION -> "FunctionName";
            case ALARM -> "AlarmName";
            case ROLE -> "RoleName";
            case MANAGED_POLICY -> "ManagedPolicyName";
            case LOG_GROUP -> "LogGroupName";
            case METRIC_FILTER -> "FilterName";
        };
    }

    /** Whether nothing of it has an effect here, whatever its properties are. */
    boolean isWithoutEffect() {
        return support.honoured().paths().isEmpty();
    }

    static Optional<ResourceType> of(String type) {
        return Arrays.stream(values()).filter(known -> known.type.equals(type)).findFirst();
    }
}
