package dev.tallystick.local.template;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;

/** What Ref and Fn::GetAtt give for each type. */
final class Attributes {

    private static final Set<ResourceType> WITHOUT_ARN = Set.of(
            ResourceType.HTTP_API,
            ResourceType.METRIC_FILTER,
            ResourceType.QUEUE_POLICY,
            ResourceType.DASHBOARD,
            ResourceType.TOPIC,
            ResourceType.APPLICATION);

    private final Account account;
    private final Addresses addresses;

    Attributes(Account account, Addresses addresses) {
        this.account = account;
        this.addresses = addresses;
    }

    String ref(Resource resource, String name) {
        return switch (resource.type()) {
            case TABLE, FUNCTION, ALARM, ROLE, LOG_GROUP, METRIC_FILTER, QUEUE_POLICY, DASHBOARD -> name;
            case QUEUE -> queueUrl(name);
            case SECRET, MANAGED_POLICY, TOPIC, SUBSCRIPTION, APPLICATION -> arn(resource, name);
            case HTTP_API -> apiId(resource);
        };
    }

    Optional<String> attribute(Resource resource, String name, String attribute) {
        if (attribute.equals("Arn") && !WITHOUT_ARN.contains(resource.type())) {
            return Optional.of(arn(resource, name));
        }
        return switch (resource.type()) {
            case TABLE ->
                attribute.equals("StreamArn") && resource.properties().entries().containsKey("StreamSpecification")
                        ? Optional.of(streamArn(resource, name))
                        : Optional.empty();
            case QUEUE ->
                switch (attribute) {
                    case "QueueName" -> Optional.of(name);
                    case "QueueUrl" -> Optional.of(queueUrl(name));
                    default -> Optional.empty();
                };
            case SECRET -> attribute.equals("Id") ? Optional.of(arn(resource, name)) : Optional.empty();
            case HTTP_API ->
                switch (attribute) {
                    case "ApiEndpoint" ->
                        Optional.of(addresses.apis().getOrDefault(resource.id(), "http://localhost:0"));
                    case "ApiId" -> Optional.of(apiId(resource));
                    default -> Optional.empty();
                };
            case ROLE -> attribute.equals("RoleId") ? Optional.of("AROA" + suffix(name)) : Optional.empty();
            case TOPIC ->
                switch (attribute) {
                    case "TopicArn" -> Optional.of(arn(resource, name));
                    case "TopicName" -> Optional.of(name);
                    default -> Optional.empty();
                };
            case FUNCTION,
                    ALARM,
                    MANAGED_POLICY,
                    LOG_GROUP,
                    METRIC_FILTER,
                    QUEUE_POLICY,
                    DASHBOARD,
                    SUBSCRIPTION,
                    APPLICATION -> Optional.empty();
        };
    }

    private String arn(Resource resource, String name) {
        return switch (resource.type()) {
            case TABLE -> account.arn("dynamodb", "table/" + name);
            case QUEUE -> account.arn("sqs", name);
            case SECRET -> account.arn("secretsmanager", "secret:" + name + "-" + suffix(name));
            case FUNCTION -> account.arn("lambda", "function:" + name);
            case ALARM -> account.arn("cloudwatch", "alarm:" + name);
            case ROLE -> account.globalArn("iam", "role/" + name);
            case MANAGED_POLICY -> account.globalArn("iam", "policy/" + name);
            case LOG_GROUP -> account.arn("logs", "log-group:" + name + ":*");
            case HTTP_API -> account.arn("apigateway", "/apis/" + apiId(resource));
            case TOPIC -> account.arn("sns", name);
            case SUBSCRIPTION -> account.arn("sns", name + ":" + suffix(name));
            case APPLICATION -> account.arn("cloudformation", "stack/" + name + "/" + suffix(name));
            case METRIC_FILTER, QUEUE_POLICY, DASHBOARD -> throw new IllegalArgumentException(name + " has no ARN");
        };
    }

    private String streamArn(Resource table, String name) {
        return addresses.streams().getOrDefault(table.id(), account.arn("dynamodb", "table/" + name + "/stream/none"));
    }

    private String queueUrl(String name) {
        return addresses.sqs() + "/" + account.id() + "/" + name;
    }

    private static String apiId(Resource resource) {
        return "local" + suffix(resource.id());
    }

    // Six characters that are the same at every start, as AWS adds six to a secret's name.
    private static String suffix(String name) {
        CRC32 crc = new CRC32();
        crc.update(name.getBytes(StandardCharsets.UTF_8));
        String text = "00000" + Long.toString(crc.getValue(), 36);
        return text.substring(text.length() - 6);
    }
}
