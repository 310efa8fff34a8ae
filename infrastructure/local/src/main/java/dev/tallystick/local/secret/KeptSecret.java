package dev.tallystick.local.secret;

import java.util.List;
import java.util.Map;

/** A secret with its only version. */
record KeptSecret(String name, String arn, String versionId, long createdSeconds, String text) {

    Map<String, Object> answer() {
        return Map.of(
                "ARN", arn,
                "Name", name,
                "VersionId", versionId,
                "SecretString", text,
                "VersionStages", List.of("AWSCURRENT"),
                "CreatedDate", createdSeconds);
    }

    @Override
    public String toString() {
        return "KeptSecret[" + name + "]";
    }
}
