package dev.tallystick.local.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.local.Fault;
import dev.tallystick.local.template.Account;
import dev.tallystick.local.template.Addresses;
import dev.tallystick.local.template.Resolver;
import dev.tallystick.local.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RoutesTest {

    @TempDir
    Path directory;

    private List<ApiSpec> apis(String api, String... events) throws IOException {
        String yaml = """
                Resources:
                  Work: { Type: AWS::SQS::Queue }
                  Api: { Type: AWS::Serverless::HttpApi, Properties: { API } }
                  F:
                    Type: AWS::Serverless::Function
                    Properties:
                      Runtime: java25
                      CodeUri: x.jar
                      Handler: x
                      Events:
                """.replace("API", api);
        for (int i = 0; i < events.length; i++) {
            yaml += "        E" + i + ": { Type: HttpApi, Properties: { " + events[i] + " } }\n";
        }
        Path file = Files.writeString(directory.resolve("t.yaml"), yaml + "      Tags: {}\n");
        Account account = new Account("eu-central-1", Account.LOCAL_ID, "stack");
        return Plan.of(new Resolver(Template.read(file), Map.of(), account, Addresses.none()))
                .apis();
    }

    private void refused(String api, String event, String message) {
        assertThatThrownBy(() -> apis(api, event)).isInstanceOf(Fault.class).hasMessage("t.yaml:" + message);
    }

    @Test
    void events_that_name_no_API_go_to_the_implicit_one() throws IOException {
        List<ApiSpec> apis = apis("", "ApiId: !Ref Api, Method: GET, Path: /a", "Method: get, Path: /b", "");
        assertThat(apis).extracting(ApiSpec::id).containsExactly("Api", "ServerlessHttpApi");
        assertThat(apis.getFirst().routes()).extracting(Route::key).containsExactly("GET /a");
        assertThat(apis.getLast().routes()).extracting(Route::key).containsExactly("GET /b", "$default");
    }

    @Test
    void an_API_waits_thirty_seconds_unless_the_event_says_less() throws IOException {
        List<ApiSpec> apis = apis("", "Method: GET, Path: /a", "Method: PUT, Path: /a, TimeoutInMillis: 50");
        assertThat(apis.getLast().routes())
                .extracting(Route::timeout)
                .containsExactly(Duration.ofSeconds(30), Duration.ofMillis(50));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Path: /a                              | Method | is missing: give both, or neither for the route"
                        + " $default",
                "Method: GET                           | Path   | is missing: give both, or neither for the route"
                        + " $default",
                "Path: /a, Method: SEND                | Method | is not a method of HTTP, nor ANY",
                "Path: a, Method: GET                  | Path   | must begin with /, a variable fills a whole segment,"
                        + " and a greedy one is the last",
                "Path: '/{a+}/b', Method: GET          | Path   | must begin with /, a variable fills a whole segment,"
                        + " and a greedy one is the last",
                "Path: '/x{a}', Method: GET            | Path   | must begin with /, a variable fills a whole segment,"
                        + " and a greedy one is the last",
                "ApiId: !Ref Work, Path: /, Method: GET | ApiId | is not an AWS::Serverless::HttpApi of this template",
                "TimeoutInMillis: 30001                | TimeoutInMillis | must be a whole number from 50 to 30000",
                "PayloadFormatVersion: '1.0'           | PayloadFormatVersion | the local cloud knows 2.0 only",
                "Auth: { Authorizer: A }               | Auth   | the local cloud has no authorizers: leave it out"
                        + " and let functions say who calls"
            })
    void a_route_that_cannot_be_is_refused(String event, String property, String problem) {
        refused(
                "",
                event,
                "11: F (AWS::Serverless::Function), property Events.E0.Properties." + property + ": " + problem);
    }

    @Test
    void a_route_given_twice_is_refused() {
        assertThatThrownBy(() -> apis("", "Method: GET, Path: /a", "Method: get, Path: /a"))
                .hasMessageEndingWith("property Events.E1.Properties.Path: the route GET /a is there already");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "StageName: a/b                                 | StageName | must be $default or have letters,"
                        + " digits, - and _ only",
                "CorsConfiguration: sometimes                   | CorsConfiguration | must be true or false",
                "CorsConfiguration: { Colour: red }             | CorsConfiguration.Colour | the local cloud does not"
                        + " know this property",
                "CorsConfiguration: { AllowOrigins: [example] } | CorsConfiguration.AllowOrigins | must be * or"
                        + " origins such as https://www.example.com or https://*",
                "CorsConfiguration: { AllowMethods: [get] }     | CorsConfiguration.AllowMethods | must be * or"
                        + " methods of HTTP, in capitals",
                "CorsConfiguration: { MaxAge: 86401 }           | CorsConfiguration.MaxAge | must be a whole number"
                        + " from -1 to 86400",
                "CorsConfiguration: { AllowOrigins: ['*'], AllowCredentials: true } | CorsConfiguration"
                        + " | AllowCredentials does not go with every origin, as API Gateway has it",
                "Auth: { DefaultAuthorizer: A }                 | Auth | the local cloud has no authorizers: leave it"
                        + " out and let functions say who calls"
            })
    void an_API_that_cannot_be_is_refused(String api, String property, String problem) {
        refused(api, "", "3: Api (AWS::Serverless::HttpApi), property " + property + ": " + problem);
    }
}
