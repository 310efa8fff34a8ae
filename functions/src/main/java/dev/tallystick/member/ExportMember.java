package dev.tallystick.member;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.access.Access;
import dev.tallystick.access.Caller;
import dev.tallystick.access.Scope;
import dev.tallystick.api.Answers;
import dev.tallystick.api.Cursor;
import dev.tallystick.http.HttpFunction;
import dev.tallystick.http.HttpRequest;
import dev.tallystick.http.HttpResponse;
import dev.tallystick.http.Query;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.regex.Pattern;

/** {@code GET /v1/members/{memberId}/export}: all that is stored of a member, in pages. */
public final class ExportMember implements RequestStreamHandler {

    private static final Pattern SEQ = Pattern.compile("[1-9][0-9]{0,17}");

    private final Exports exports;
    private final Answers answers;
    private final HttpFunction http;

    public ExportMember() {
        this(Wiring.fromEnvironment());
    }

    private ExportMember(Wiring wiring) {
        this(wiring.access(), new Exports(wiring), wiring.answers());
    }

    ExportMember(Access access, Exports exports, Answers answers) {
        this.exports = exports;
        this.answers = answers;
        this.http = access.require(Scope.PRIVACY, this::answer);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        http.serve(event, answer);
    }

    private HttpResponse answer(Caller caller, HttpRequest request) {
        Query query = new Query(request);
        String cursor = Cursor.read(query, SEQ);
        query.finish();
        return MemberPath.of(
                request,
                answers,
                member -> cursor == null ? exports.first(member) : exports.after(member, Long.parseLong(cursor)));
    }
}
