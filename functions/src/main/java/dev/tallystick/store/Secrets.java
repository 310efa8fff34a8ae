package dev.tallystick.store;

import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Secrets Manager. */
public final class Secrets {

    private final Supplier<SecretsManagerClient> client;

    /** @param client made when a secret is needed, and closed after */
    public Secrets(Supplier<SecretsManagerClient> client) {
        this.client = client;
    }

    /** @throws Unavailable when it does not answer */
    public String read(String secretId) {
        try (SecretsManagerClient secrets = client.get()) {
            return secrets.getSecretValue(request -> request.secretId(secretId)).secretString();
        } catch (SdkException e) {
            throw new Unavailable(e);
        }
    }
}
