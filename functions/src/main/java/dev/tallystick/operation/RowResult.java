package dev.tallystick.operation;

import dev.tallystick.api.Answers;
import dev.tallystick.http.Problem;
import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.Followed;
import dev.tallystick.ledger.LedgerEntry;
import dev.tallystick.ledger.Outcome;
import dev.tallystick.log.CallScope;
import dev.tallystick.log.Dimensions;
import dev.tallystick.log.Metric;
import dev.tallystick.points.Channel;
import dev.tallystick.points.Fact;
import dev.tallystick.points.Refusal;
import dev.tallystick.store.Names;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a row of a batch came to.
 *
 * @param id of the operation, where it was done
 * @param memberId of who was enrolled, in a row that enrols
 * @param problem why it was refused, or what still keeps it, as an answer's body
 */
public record RowResult(
        Status status,
        @Nullable String id,
        @Nullable String memberId,
        @Nullable Map<String, Object> problem) {

    /** How far a row is. */
    public enum Status {
        /** Nobody has carried it out yet. */
        PENDING,
        /** A refund that is kept until its purchase comes. */
        WAITING,
        ACCEPTED,
        /** An earlier request has done the same. */
        REPLAYED,
        REFUSED;

        /** Whether nothing more happens to it. */
        public boolean isFinal() {
            return this == ACCEPTED || this == REPLAYED || this == REFUSED;
        }
    }

    public static final RowResult PENDING = new RowResult(Status.PENDING, null, null, null);

    /** What an operation's own entry came to. */
    public static RowResult of(Outcome outcome, Answers answers) {
        return switch (outcome) {
            case Outcome.Recorded(LedgerEntry recorded, boolean replayed) ->
                new RowResult(status(replayed), recorded.key().id(), enrolled(recorded), null);
            case Outcome.Refused(Refusal refusal) -> refused(answers.problem(refusal));
        };
    }

    /** What a step of an operation came to. */
    public static RowResult of(String id, Followed<?> followed, Answers answers) {
        return switch (followed) {
            case Followed.Done<?> done -> new RowResult(status(done.replayed()), id, null, null);
            case Followed.Closed<?>(boolean replayed) -> new RowResult(status(replayed), id, null, null);
            case Followed.Refused<?>(Refusal refusal) -> refused(answers.problem(refusal));
        };
    }

    public static RowResult waiting(String id) {
        return new RowResult(Status.WAITING, id, null, null);
    }

    public static RowResult refused(Problem problem) {
        return new RowResult(Status.REFUSED, null, null, problem.response().body());
    }

    /** It keeps failing, for no fault of its own. */
    public static RowResult stuck(Problem problem) {
        return new RowResult(Status.PENDING, null, null, problem.response().body());
    }

    private static @Nullable String enrolled(LedgerEntry recorded) {
        return recorded.entry().fact() instanceof Fact.Enrolled
                ? recorded.entry().member().value()
                : null;
    }

    private static Status status(boolean replayed) {
        return replayed ? Status.REPLAYED : Status.ACCEPTED;
    }

    /** The code of the problem that it was refused with. */
    public Optional<Object> code() {
        return Optional.ofNullable(problem).map(shown -> shown.get("code"));
    }

    /** Counts that it was refused, or repeated another; what was recorded was counted when it was. */
    public void count(Channel channel) {
        String name = Names.of(channel);
        switch (status) {
            case REFUSED -> CallScope.count(Dimensions.ofRefusal(name, code().orElse(null)), Metric.REFUSALS, 1);
            case REPLAYED -> CallScope.count(Dimensions.ofChannel(name), Metric.REPLAYS, 1);
            case PENDING, WAITING, ACCEPTED -> {}
        }
    }

    /** As the interface shows it. */
    public Map<String, Object> shown(int index) {
        return new JsonObject()
                .with("index", index)
                .with("status", Names.of(status))
                .with("id", id)
                .with("memberId", memberId)
                .with("problem", problem)
                .build();
    }
}
