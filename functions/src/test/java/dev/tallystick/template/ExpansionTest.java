package dev.tallystick.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What SAM adds by itself. {@code make check} holds the same file against AWS's translator where that is installed. */
class ExpansionTest {

    private static final Path FEATURES = Path.of("src/test/resources/template/sam-features.yaml");

    private final Map<String, Object> template = TemplateFile.read(FEATURES);

    @Test
    void aFunctionWithoutARoleGetsPoliciesOfAws() {
        Map<String, Object> role = Values.map(Values.at(Expansion.of(template), "Resources.BareRole.Properties"));

        assertThat(Values.texts(role.get("ManagedPolicyArns")))
                .hasSize(4)
                .allMatch(policy -> policy.startsWith("arn:aws:iam::aws:policy/"));
        assertThat(Values.list(role.get("Policies"))).hasSize(2);
    }

    @Test
    void eventsBecomeMappingsPermissionsAndRules() {
        Map<String, Object> resources = Values.map(Expansion.of(template).get("Resources"));

        assertThat(resources)
                .containsKeys(
                        "BareAliaslive",
                        "BareVersion",
                        "BareStream",
                        "BareMessage",
                        "BareMinute",
                        "BareMinutePermission",
                        "BareAnyPermission",
                        "BareEventInvokeConfig",
                        "BareDeploymentGroup",
                        "CodeDeployServiceRole",
                        "ApiliveStage")
                .doesNotContainKey("ConditionalRole");
        assertThat(Values.at(resources, "ConditionalMessage.Condition")).isEqualTo("IsCareful");
        assertThat(Values.map(Values.at(resources, "Bare.Properties.Environment.Variables")))
                .isEqualTo(Map.of("SHARED", "1", "OWN", "2"));
        assertThat(Values.at(resources, "More.Type")).isEqualTo("AWS::CloudFormation::Stack");
    }

    @Test
    void whatItDoesNotKnowIsNotPassedOver() {
        for (String path : List.of(
                "Resources/Bare/Properties/Layers",
                "Resources/Bare/Properties/Events/Message/Properties/Unheard",
                "Resources/Bare/Properties/Events/Minute/Properties/Unheard",
                "Resources/Bare/Properties/Events/Any/Properties/Auth",
                "Resources/Bare/Properties/DeploymentPreference/Hooks",
                "Resources/Api/Properties/Auth")) {
            Map<String, Object> changed = Values.copy(template);
            RulesTest.put(path, "x").accept(changed);

            assertThatThrownBy(() -> Expansion.of(changed))
                    .as(path)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("does not know");
        }
    }
}
