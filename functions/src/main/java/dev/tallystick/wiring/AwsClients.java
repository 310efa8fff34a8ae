package dev.tallystick.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Clients of AWS's services over one HTTP client, which closing them does not close. */
public final class AwsClients {

    private static final Duration ATTEMPT = Duration.ofSeconds(2);
    private static final Duration CALL = Duration.ofSeconds(5);
    private static final int CONNECT_MILLIS = 1_000;

    static {
        // How many seconds the JDK keeps a connection that nothing comes over; its own 5 are few between two customers.
        System.setProperty("http.keepAlive.time.server", "30");
    }

    private final SdkHttpClient http;
    private final Consumer<AwsClientBuilder<?, ?>> credentials;

    private AwsClients(SdkHttpClient http, Consumer<AwsClientBuilder<?, ?>> credentials) {
        this.http = http;
        this.credentials = credentials;
    }

    /** Those of a function. */
    public static AwsClients real() {
        return new AwsClients(UrlConnectionHttpClient.create(AwsClients::connect), _ -> {});
    }

    /** Those of a function, of whose connections none stays open that is used once it is time. */
    static AwsClients whoseConnectionsEnd(BooleanSupplier itIsTime) {
        return new AwsClients(
                UrlConnectionHttpClient.create(uri -> {
                    HttpURLConnection connection = connect(uri);
                    if (itIsTime.getAsBoolean()) {
                        connection.setRequestProperty("Connection", "close");
                    }
                    return connection;
                }),
                _ -> {});
    }

    /** Clients of services that are made up, with credentials that are, too. */
    static AwsClients madeUp(MadeUpConnection.Service services) {
        StaticCredentialsProvider nobody =
                StaticCredentialsProvider.create(AwsBasicCredentials.create("made-up", "made-up"));
        return new AwsClients(
                UrlConnectionHttpClient.create(
                        uri -> new WholeRequest(new MadeUpConnection(url(uri), services), CONNECT_MILLIS)),
                builder -> builder.credentialsProvider(nobody));
    }

    static HttpURLConnection connect(URI uri) {
        try {
            return new WholeRequest((HttpURLConnection) url(uri).openConnection(), CONNECT_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL url(URI uri) {
        try {
            return uri.toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    public DynamoDbClient dynamo() {
        return configured(DynamoDbClient.builder()).build();
    }

    SqsClient queues() {
        return configured(SqsClient.builder()).build();
    }

    SecretsManagerClient secrets() {
        return configured(SecretsManagerClient.builder()).build();
    }

    /**
     * Every call has a bound. Where all calls of a request take their longest, API Gateway answers 503 before the function
     * does; nothing is lost by it, since a repeat finds what was recorded.
     */
    private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B configured(B builder) {
        credentials.accept(builder);
        return builder.httpClient(http)
                .overrideConfiguration(configuration -> configuration
                        .retryStrategy(RetryMode.STANDARD)
                        .apiCallAttemptTimeout(ATTEMPT)
                        .apiCallTimeout(CALL));
    }
}
