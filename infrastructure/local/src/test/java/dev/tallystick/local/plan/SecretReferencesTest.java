package dev.tallystick.local.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.local.Fault;
import dev.tallystick.local.secret.SecretValues;
import dev.tallystick.local.template.Account;
import dev.tallystick.local.template.Addresses;
import dev.tallystick.local.template.Resolver;
import dev.tallystick.local.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SecretReferencesTest {

    @TempDir
    Path directory;

    private Plan plan(String reference, String elsewhere) throws IOException {
        Path file = Files.writeString(
                directory.resolve("t.yaml"), """
                Resources:
                  Plain: { Type: AWS::SecretsManager::Secret, Properties: { SecretString: '{"a": "1"}' } }
                  Made: { Type: AWS::SecretsManager::Secret, Properties: { GenerateSecretString: {} } }
                  Role: { Type: AWS::IAM::Role, Properties: { Description: "{{resolve:ssm:ignored}}" } }
                  Work: { Type: AWS::SQS::Queue, Properties: { QueueName: "ELSEWHERE" } }
                  F:
                    Type: AWS::Serverless::Function
                    Properties:
                      Runtime: java25
                      CodeUri: x.jar
                      Handler: x
                      Environment: { Variables: { X: "before {{resolve:REFERENCE}} after" } }
                """.replace("REFERENCE", reference).replace("ELSEWHERE", elsewhere));
        Account account = new Account("eu-central-1", Account.LOCAL_ID, "stack");
        return Plan.of(new Resolver(Template.read(file), Map.of(), account, Addresses.none()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "secretsmanager:Other:SecretString:a           | refers to the secret Other, which the template does not"
                        + " have",
                "secretsmanager:Plain:SecretString:b           | the secret Plain has no key b",
                "secretsmanager:Made:SecretString:a            | the secret Made has no key a",
                "secretsmanager:Plain:SecretString:a:AWSPENDING | a secret has the version AWSCURRENT only when"
                        + " functions get their environment",
                "secretsmanager:Plain:SecretString:a::v1       | a secret has the version AWSCURRENT only when"
                        + " functions get their environment",
                "secretsmanager:Plain:SecretBinary             | the local cloud does not resolve"
                        + " {{resolve:secretsmanager:Plain:SecretBinary}}, only"
                        + " {{resolve:secretsmanager:name:SecretString:key}}",
                "ssm:/shop/name:1                              | the local cloud does not resolve"
                        + " {{resolve:ssm:/shop/name:1}}, only {{resolve:secretsmanager:name:SecretString:key}}"
            })
    void a_reference_that_leads_nowhere_is_refused_with_its_place(String reference, String problem) {
        assertThatThrownBy(() -> plan(reference, "work"))
                .isInstanceOf(Fault.class)
                .hasMessage("t.yaml:12: F (AWS::Serverless::Function), property Environment.Variables.X: " + problem);
    }

    @Test
    void secrets_are_resolved_in_the_environment_only() {
        assertThatThrownBy(() -> plan("secretsmanager:Plain", "{{resolve:secretsmanager:Plain:SecretString:a}}"))
                .hasMessage("t.yaml:5: Work (AWS::SQS::Queue), property QueueName:"
                        + " the local cloud resolves secrets in Environment.Variables only");
    }

    @Test
    void a_plan_holds_references_and_never_values() throws IOException {
        assertThat(plan("secretsmanager:Made", "work").functions().getFirst().environment())
                .containsEntry("X", "before {{resolve:secretsmanager:Made}} after");
    }

    @Test
    void a_key_that_a_kept_secret_has_no_more_is_named_without_its_value() {
        SecretValues values = new SecretValues(Map.of("Plain", "{\"b\": \"hidden\"}"));
        assertThat(values.fill("{{resolve:secretsmanager:Plain:SecretString:b}}"))
                .isEqualTo("hidden");
        assertThatThrownBy(() -> values.fill("{{resolve:secretsmanager:Plain:SecretString:a}}"))
                .isInstanceOf(Fault.class)
                .hasMessage("cannot resolve the secret Plain, key a");
    }
}
