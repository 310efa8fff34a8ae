package dev.tallystick.ledger.simulation;

import dev.tallystick.ledger.History;
import dev.tallystick.ledger.LedgerEntry;
import dev.tallystick.ledger.Origin;
import dev.tallystick.ledger.Recorded;
import dev.tallystick.ledger.Tombstone;
import dev.tallystick.ledger.simulation.Violation.Rule;
import dev.tallystick.points.Refusal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that tills were told, held against each other and against the ledger. */
final class Ears {

    private final Audit audit;
    private final Map<Message, Answer.Done> first = new HashMap<>();
    private final Map<String, LedgerEntry> acknowledged = new LinkedHashMap<>();
    private final Map<String, Message> sent = new HashMap<>();
    private final Set<String> refused = new HashSet<>();
    private final Set<String> notRefused = new HashSet<>();

    Ears(Audit audit) {
        this.audit = audit;
    }

    /**
     * A message on its way.
     *
     * @param known whether it had an outcome when it was sent, which its next answer must be
     * @param closed whether what it is about could never come when it was sent
     */
    record Sent(String requestId, Message message, boolean known, boolean closed) {}

    Sent sent(String requestId, Message message) {
        sent.put(requestId, message);
        return new Sent(
                requestId,
                message,
                message.isAnsweredOnce() && first.containsKey(message),
                audit.first(message.about()) instanceof Tombstone);
    }

    /** Nobody knows what became of this request. */
    void nothing(Sent request) {
        notRefused.add(request.requestId());
    }

    void heard(Sent request, Answer answer) {
        switch (answer) {
            case Answer.Refused(Refusal refusal) -> {
                refused.add(request.requestId());
                if (request.known() && !hasANewOwner(request.message(), refusal)) {
                    audit.report(Rule.A_REFUSAL_NEVER_HIDES_A_REPLAY, request.message() + " got " + refusal);
                }
                if (request.closed() && !refusal.equals(new Refusal.OperationVoided())) {
                    audit.report(Rule.NOTHING_FOLLOWS_A_VOID, request.message() + " got " + refusal);
                }
            }
            case Answer.Done done -> {
                notRefused.add(request.requestId());
                done.entry().ifPresent(entry -> acknowledged(request, done, entry));
                compare(request.message(), done);
                if (request.closed() && !done.content().equals(Answer.CLOSED)) {
                    audit.report(Rule.NOTHING_FOLLOWS_A_VOID, request.message() + " got " + done);
                }
            }
        }
    }

    /** A phone that was freed by an erasure may have become somebody else's, and then it names another member. */
    private boolean hasANewOwner(Message message, Refusal refusal) {
        return refusal instanceof Refusal.OperationIdReused
                && audit.first(message.about()) instanceof LedgerEntry first
                && audit.isErased(first.entry().member());
    }

    private void compare(Message message, Answer.Done done) {
        Answer.Done before = first.putIfAbsent(message, done);
        boolean differs = before != null
                && done.entry().isPresent()
                && before.entry().isPresent()
                && !before.content().equals(done.content());
        if (differs && message.isAnsweredOnce()) {
            audit.report(
                    Rule.A_REPLAY_ANSWERS_THE_SAME,
                    message + " got first " + before.content() + " then " + done.content());
        }
    }

    private void acknowledged(Sent request, Answer.Done done, LedgerEntry entry) {
        acknowledged.put(entry.entryId(), entry);
        check(entry);
        if (done.content() instanceof List<?> parts && parts.getFirst() instanceof History<?> history) {
            history.steps().forEach(this::check);
        }
        String writer = entry.origin().requestId();
        if (!request.message().isAs(sent.get(writer)) && !isAsButForNobody(request.message(), sent.get(writer))) {
            audit.report(Rule.A_REPLAY_ANSWERS_THE_SAME, request.message() + " got what another had done: " + entry);
        }
        if (done.replayed() == writer.equals(request.requestId())) {
            audit.report(Rule.ONE_REQUEST_WRITES_AN_ENTRY, request + " got " + done + " of " + writer);
        }
    }

    /** Who names one who is nobody any more and asks the same otherwise gets the first outcome, whoever that is of. */
    private boolean isAsButForNobody(Message message, @Nullable Message other) {
        return message instanceof Message.Own own
                && other instanceof Message.Own first
                && own.member().filter(audit::isErased).isPresent()
                && own.operation().equals(first.operation())
                && own.canonical().equals(first.canonical());
    }

    private void check(LedgerEntry told) {
        Recorded kept = audit.entry(told.entryId());
        if (!told.equals(kept)) {
            audit.report(Rule.WHAT_WAS_ACKNOWLEDGED_IS_THERE, told + " is not " + kept);
        }
    }

    /** At the end: everything told is still there, and nothing else is. */
    void check() {
        acknowledged.values().forEach(this::check);
        Set<String> nothing = new HashSet<>(refused);
        nothing.removeAll(notRefused);
        for (Recorded recorded : audit.entries()) {
            Origin origin = recorded.origin();
            if (!origin.source().equals(Origin.TIME) && nothing.contains(origin.requestId())) {
                audit.report(Rule.WHAT_WAS_REFUSED_LEFT_NOTHING, recorded.entryId());
            }
        }
    }
}
