package dev.tallystick.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** The template's own tables on DynamoDB Local, in a process of its own that lives as long as the tests. */
public final class LocalTables {

    private static final Path ROOT = Path.of(System.getProperty("tallystick.root"));

    /** As the template names them. */
    public static final Tables TABLES =
            new Tables("tallystick-prod-ledger", "tallystick-prod-members", "tallystick-prod-insights");

    private static final URI ENDPOINT = start();

    private LocalTables() {}

    /** A client of its own, for a test that interferes with its calls. */
    public static DynamoDbClient client(ExecutionInterceptor... interceptors) {
        return DynamoDbClient.builder()
                .overrideConfiguration(configuration -> configuration.executionInterceptors(List.of(interceptors)))
                .endpointOverride(ENDPOINT)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    /** Tables like the template's that no other test uses. */
    public static Tables another() {
        String suffix = "-" + UUID.randomUUID();
        Tables another = new Tables(TABLES.ledger() + suffix, TABLES.members() + suffix, TABLES.insights() + suffix);
        try (DynamoDbClient client = client()) {
            copy(client, TABLES.ledger(), another.ledger());
            copy(client, TABLES.members(), another.members());
            copy(client, TABLES.insights(), another.insights());
        }
        return another;
    }

    private static void copy(DynamoDbClient client, String from, String to) {
        TableDescription table =
                client.describeTable(describe -> describe.tableName(from)).table();
        List<GlobalSecondaryIndex> indexes = table.globalSecondaryIndexes().stream()
                .map(index -> GlobalSecondaryIndex.builder()
                        .indexName(index.indexName())
                        .keySchema(index.keySchema())
                        .projection(index.projection())
                        .build())
                .toList();
        client.createTable(create -> create.tableName(to)
                .keySchema(table.keySchema())
                .attributeDefinitions(table.attributeDefinitions())
                .globalSecondaryIndexes(indexes.isEmpty() ? null : indexes)
                .billingMode(BillingMode.PAY_PER_REQUEST));
    }

    private static URI start() {
        try {
            Path data = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "tables-");
            Process process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("tallystick.local.classpath"),
                            "dev.tallystick.local.LocalCloud",
                            "--template",
                            ROOT.resolve("template.yaml").toString(),
                            "--port",
                            "0",
                            "--data",
                            data.toString(),
                            "--without-functions"))
                    .redirectErrorStream(true)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            return dynamodbOf(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URI dynamodbOf(Process process) throws IOException {
        StringBuilder output = new StringBuilder();
        URI endpoint = null;
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            output.append(line).append('\n');
            if (line.startsWith("dynamodb ")) {
                endpoint = URI.create(line.substring("dynamodb ".length()).strip());
            }
            if (line.equals("ready") && endpoint != null) {
                Thread.ofPlatform().daemon().start(() -> lines.lines().forEach(ignored -> {}));
                return endpoint;
            }
        }
        throw new AssertionError("the local cloud did not start; is infrastructure/local built?\n" + output);
    }
}
