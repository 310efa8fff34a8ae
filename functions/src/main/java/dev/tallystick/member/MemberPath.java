package dev.tallystick.member;

import dev.tallystick.api.Answers;
import dev.tallystick.http.HttpRequest;
import dev.tallystick.http.HttpResponse;
import dev.tallystick.ledger.MemberIds;
import dev.tallystick.ledger.MemberName;
import dev.tallystick.points.MemberId;
import dev.tallystick.points.Refusal;
import java.util.function.Function;

/** The member whom a path names. */
final class MemberPath {

    private MemberPath() {}

    /** What the member's endpoint answers; 404 where the id has a shape that nobody's can have. */
    static HttpResponse of(HttpRequest request, Answers answers, Function<MemberId, HttpResponse> endpoint) {
        return MemberIds.named(request.pathParameter("memberId")) instanceof MemberName.ById(MemberId member)
                ? endpoint.apply(member)
                : answers.problem(new Refusal.MemberNotFound()).response();
    }
}
