package dev.tallystick.local.plan;

import dev.tallystick.local.template.Properties;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A table: its definition as CreateTable takes it, and the attribute by which items expire. */
public record TableSpec(
        String id,
        String name,
        Map<String, @Nullable Object> definition,
        Optional<String> streamView,
        Optional<String> expiryAttribute) {

    private static final List<String> PARTS =
            List.of("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "LocalSecondaryIndexes");

    private static final List<String> VIEWS = List.of("NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "KEYS_ONLY");

    static TableSpec of(String name, Properties properties) {
        // DynamoDB's own least is three characters, and the emulator keeps to it.
        if (name.length() < 3) {
            throw properties.fault("TableName", "must have at least three characters");
        }
        Map<String, @Nullable Object> definition = new LinkedHashMap<>();
        definition.put("TableName", name);
        definition.put("BillingMode", "PAY_PER_REQUEST");
        for (String part : PARTS) {
            if (properties.has(part)) {
                definition.put(part, withoutThroughput(properties.json(part)));
            }
        }
        if (!definition.containsKey("KeySchema")) {
            throw properties.fault("KeySchema", "is missing");
        }
        TableKeys.check(properties);
        Properties stream = properties.inner("StreamSpecification");
        Optional<String> view = stream.text("StreamViewType");
        if (view.isPresent() && !VIEWS.contains(view.get())) {
            throw stream.fault("StreamViewType", "must be one of " + VIEWS);
        }
        view.ifPresent(
                type -> definition.put("StreamSpecification", Map.of("StreamEnabled", true, "StreamViewType", type)));
        Properties expiry = properties.inner("TimeToLiveSpecification");
        Optional<String> attribute =
                expiry.truth("Enabled") ? Optional.of(expiry.required("AttributeName")) : Optional.empty();
        return new TableSpec(properties.resource().id(), name, definition, view, attribute);
    }

    // On-demand tables must not name throughput, and locally every table is one.
    private static @Nullable Object withoutThroughput(@Nullable Object part) {
        if (part instanceof List<?> items) {
            items.forEach(item -> {
                if (item instanceof Map<?, ?> map) {
                    map.remove("ProvisionedThroughput");
                    map.remove("OnDemandThroughput");
                }
            });
        }
        return part;
    }
}
