package dev.tallystick.local.template;

import java.util.Map;
import java.util.Set;

/** The account, region and stack that everything of the template lives in, and ARNs in it. */
public record Account(String region, String id, String stack) {

    /** The one account that there is locally. */
    public static final String LOCAL_ID = "000000000000";

    static final String NO_VALUE = "AWS::NoValue";

    static final Set<String> PSEUDO_PARAMETERS = Set.of(
            "AWS::Region",
            "AWS::AccountId",
            "AWS::Partition",
            "AWS::StackName",
            "AWS::StackId",
            "AWS::URLSuffix",
            NO_VALUE);

    Map<String, String> pseudoParameters() {
        return Map.of(
                "AWS::Region",
                region,
                "AWS::AccountId",
                id,
                "AWS::Partition",
                "aws",
                "AWS::StackName",
                stack,
                "AWS::StackId",
                arn("cloudformation", "stack/" + stack + "/local"),
                "AWS::URLSuffix",
                "amazonaws.com");
    }

    /** An ARN in this account and region. */
    public String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + region + ":" + id + ":" + resource;
    }

    String globalArn(String service, String resource) {
        return "arn:aws:" + service + "::" + id + ":" + resource;
    }
}
