package dev.tallystick.program;

import dev.tallystick.http.HttpResponse;
import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.ProgramJson;
import dev.tallystick.points.Program;

/** A program with its version, which is its ETag (RFC 9110, section 8.8.3). */
final class ProgramAnswer {

    private ProgramAnswer() {}

    static HttpResponse of(Program program) {
        return HttpResponse.of(
                        200,
                        new JsonObject()
                                .with("version", program.version())
                                .withAll(ProgramJson.write(program))
                                .build())
                .with("ETag", etag(program));
    }

    static String etag(Program program) {
        return "\"" + program.version() + "\"";
    }
}
