package dev.tallystick.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What SAM adds for deployments step by step: an application, a group a function, and a role where none is named. */
final class Deployments {

    static final String APPLICATION = "ServerlessDeploymentApplication";
    private static final String ROLE = "CodeDeployServiceRole";

    private Deployments() {}

    static void add(String function, Map<String, Object> preference, Map<String, Object> resources) {
        if (!Set.of("Type", "Alarms", "Role", "Enabled").containsAll(preference.keySet())) {
            throw new AssertionError("the expansion does not know all of " + preference);
        }
        resources.put(
                APPLICATION,
                Map.of("Type", "AWS::CodeDeploy::Application", "Properties", Map.of("ComputePlatform", "Lambda")));
        if (!preference.containsKey("Role")) {
            resources.put(
                    ROLE,
                    Map.of(
                            "Type",
                            "AWS::IAM::Role",
                            "Properties",
                            Map.of(
                                    "AssumeRolePolicyDocument",
                                    MissingRole.trust("codedeploy.amazonaws.com"),
                                    "ManagedPolicyArns",
                                    List.of("arn:aws:iam::aws:policy/service-role/AWSCodeDeployRoleForLambda"))));
        }
        Map<String, Object> group = new LinkedHashMap<>();
        if (preference.containsKey("Alarms")) {
            group.put(
                    "AlarmConfiguration",
                    Map.of(
                            "Enabled",
                            true,
                            "Alarms",
                            Values.list(preference.getOrDefault("Alarms", List.of())).stream()
                                    .map(alarm -> Map.of("Name", alarm))
                                    .toList()));
        }
        group.put("ApplicationName", Map.of("Ref", APPLICATION));
        group.put(
                "AutoRollbackConfiguration",
                Map.of(
                        "Enabled",
                        true,
                        "Events",
                        List.of("DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST")));
        group.put(
                "DeploymentConfigName",
                Map.of(
                        "Fn::Sub",
                        List.of(
                                "CodeDeployDefault.Lambda${ConfigName}",
                                Map.of("ConfigName", preference.getOrDefault("Type", "")))));
        group.put(
                "DeploymentStyle", Map.of("DeploymentType", "BLUE_GREEN", "DeploymentOption", "WITH_TRAFFIC_CONTROL"));
        group.put("ServiceRoleArn", preference.getOrDefault("Role", Map.of("Fn::GetAtt", List.of(ROLE, "Arn"))));
        resources.put(
                function + "DeploymentGroup", Map.of("Type", "AWS::CodeDeploy::DeploymentGroup", "Properties", group));
    }
}
