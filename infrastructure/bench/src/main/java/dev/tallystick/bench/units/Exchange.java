package dev.tallystick.bench.units;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

/**
 * A request and its answer.
 *
 * @param response nothing where the request failed
 * @param written the items that it wrote or looked at to write, as they were and as they are
 */
record Exchange(SdkRequest request, @Nullable SdkResponse response, List<Written> written) {

    private static final Pattern OF_A_MINUTE = Pattern.compile("CLIENT#.*|SOURCE#.*|PROGRAM");

    /** Whether it is about what this text names: a member's id, say. */
    boolean names(String text) {
        return request.toString().contains(text);
    }

    /** Whether it reads what a process keeps for a minute: a key, its source, the program. */
    boolean isOfAMinute() {
        return request instanceof GetItemRequest get
                && OF_A_MINUTE
                        .matcher(Objects.requireNonNull(get.key().get("pk")).s())
                        .matches();
    }
}
