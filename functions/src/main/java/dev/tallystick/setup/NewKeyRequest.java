package dev.tallystick.setup;

import dev.tallystick.access.Grant;
import dev.tallystick.json.Fields;
import dev.tallystick.points.OperationKey;
import org.jspecify.annotations.Nullable;

/**
 * {@code {source, terminal?, scopes: […], name?, ratePerMinute?, keyRequestId?}}.
 *
 * @param id the client's own id of the request; without one every request makes a key
 */
record NewKeyRequest(Grant grant, @Nullable String id) {

    static NewKeyRequest read(Fields body) {
        NewKeyRequest request = new NewKeyRequest(
                GrantFields.read(body, body.match("source", SourceFields.ID)),
                body.optionalMatch("keyRequestId", OperationKey.CLIENT_ID));
        body.finish();
        return request;
    }
}
