package dev.tallystick.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FunctionsTest {

    @TempDir
    static Path directory;

    private static RunningCloud shop;

    @BeforeAll
    static void start() throws Exception {
        shop = RunningCloud.start(directory, "shop.yaml");
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    @Test
    void a_call_gets_the_functions_answer() throws Exception {
        shop.answer("Slow", "echo");
        var response = shop.invoke("Slow", "{\"a\": [1, \"é\"]}");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"a\": [1, \"é\"]}");
        assertThat(response.headers().firstValue("X-Amz-Executed-Version")).contains("$LATEST");
        assertThat(response.headers().firstValue("X-Amz-Function-Error")).isEmpty();
    }

    @Test
    void an_exception_is_the_functions_error() throws Exception {
        shop.answer("Slow", "throw");
        var response = shop.invoke("Slow", "{}");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("X-Amz-Function-Error")).contains("Unhandled");
        assertThat(response.body())
                .contains("\"errorMessage\":\"as the script says\"")
                .contains("\"errorType\":\"java.lang.IllegalStateException\"");
    }

    @Test
    void a_function_that_takes_too_long_is_ended_and_the_next_call_is_answered() throws Exception {
        shop.answer("Slow", "hang");
        var response = shop.invoke("Slow", "{}");
        assertThat(response.headers().firstValue("X-Amz-Function-Error")).contains("Unhandled");
        assertThat(response.body())
                .contains("\"errorType\":\"Sandbox.Timedout\"")
                .containsPattern("\"errorMessage\":\"RequestId: \\S+ Error: Task timed out after 1.00 seconds\"");
        shop.answer("Slow", "echo");
        assertThat(shop.invoke("Slow", "{}").body()).isEqualTo("{}");
    }

    @Test
    void a_process_that_ends_in_mid_call_fails_the_call() throws Exception {
        shop.answer("Front", "exit");
        var response = shop.invoke("Front", "{}");
        assertThat(response.headers().firstValue("X-Amz-Function-Error")).contains("Unhandled");
        assertThat(response.body()).contains("Runtime.ExitError").contains("exit status 3");
    }

    @Test
    void a_handler_that_cannot_be_made_fails_each_call_with_the_reason() throws Exception {
        for (String name : new String[] {
            "Faulty", "faulty-function", "arn:aws:lambda:us-east-1:000000000000:function:faulty-function"
        }) {
            var response = shop.invoke(name, "{}");
            assertThat(response.headers().firstValue("X-Amz-Function-Error")).contains("Unhandled");
            assertThat(response.body()).contains("cannot be made");
        }
    }

    @Test
    void calls_that_overlap_run_in_processes_of_their_own() throws Exception {
        shop.answer("Front", "meet");
        Callable<String> call = () -> shop.invoke("Front", "{}").body();
        Set<String> processes = new HashSet<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<String> answer :
                    threads.invokeAll(Stream.generate(() -> call).limit(3).toList())) {
                processes.add(answer.get());
            }
        }
        assertThat(processes).hasSize(3).allMatch(pid -> pid.matches("\\d+"));
    }

    @Test
    void calls_one_after_the_other_share_a_process() throws Exception {
        shop.answer("Worker", "process");
        String first = shop.invoke("Worker", "{}").body();
        assertThat(shop.invoke("Worker", "{}").body()).isEqualTo(first);
    }

    @Test
    void a_function_sees_what_Lambda_and_the_template_give_it_and_nothing_else() throws Exception {
        shop.answer("Reader", "environment");
        assertThat(shop.invoke("Reader", "{}").body().replace("\"", "").split(" "))
                .containsExactlyInAnyOrder(
                        "AWS_ACCESS_KEY_ID",
                        "AWS_DEFAULT_REGION",
                        "AWS_ENDPOINT_URL_DYNAMODB",
                        "AWS_ENDPOINT_URL_DYNAMODB_STREAMS",
                        "AWS_ENDPOINT_URL_LAMBDA",
                        "AWS_ENDPOINT_URL_SECRETS_MANAGER",
                        "AWS_ENDPOINT_URL_SQS",
                        "AWS_EXECUTION_ENV",
                        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                        "AWS_LAMBDA_FUNCTION_NAME",
                        "AWS_LAMBDA_FUNCTION_VERSION",
                        "AWS_LAMBDA_INITIALIZATION_TYPE",
                        "AWS_LAMBDA_LOG_FORMAT",
                        "AWS_LAMBDA_LOG_GROUP_NAME",
                        "AWS_LAMBDA_LOG_STREAM_NAME",
                        "AWS_LAMBDA_RUNTIME_API",
                        "AWS_REGION",
                        "AWS_SECRET_ACCESS_KEY",
                        "AWS_SESSION_TOKEN",
                        "DIRECTORY",
                        "LAMBDA_TASK_ROOT",
                        "LANG",
                        "PATH",
                        "TZ",
                        "_HANDLER");
    }

    @Test
    void an_event_is_accepted_at_once_and_delivered_later() throws Exception {
        shop.answer("Windowed", "{}");
        var response = shop.invoke("Windowed", "{\"event\": 1}", "X-Amz-Invocation-Type", "Event");
        assertThat(response.statusCode()).isEqualTo(202);
        RunningCloud.eventually(() -> shop.events("Windowed").stream().anyMatch(event -> event.containsKey("event")));
    }

    @Test
    void a_dry_run_calls_nothing_and_an_unknown_function_is_not_found() throws Exception {
        assertThat(shop.invoke("Front", "{}", "X-Amz-Invocation-Type", "DryRun").statusCode())
                .isEqualTo(204);
        var response = shop.invoke("Nobody", "{}");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("x-amzn-ErrorType")).contains("ResourceNotFoundException");
        assertThat(shop.invoke("Front", "{not json").statusCode()).isEqualTo(400);
        assertThat(shop.invoke("Front", "{} {}").statusCode()).isEqualTo(400);
    }
}
