package dev.tallystick.points;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What becomes of one member, told slowly and plainly from docs/api: the whole history is kept, and every question is
 * answered by telling it from the beginning. Written apart from the domain and sharing none of its arithmetic.
 *
 * @param history commands that were carried out
 */
record Model(Instant enrolledAt, List<Event> history) {

    /** A command, when it was carried out, and by which program. */
    record Event(Instant at, Program program, Instant now, Deed deed) {}

    Model {
        history = List.copyOf(history);
    }

    Model(Instant enrolledAt) {
        this(enrolledAt, List.of());
    }

    /**
     * What a command comes to.
     *
     * @param next the model with it
     * @param life the member's after it
     */
    record Told(Model next, Answer answer, ModelLife life) {}

    Told tell(Deed deed, Program program, Instant now) {
        Event event = new Event(at(now), program, now, deed);
        ModelLife life = at(event.at(), program);
        Answer answer = life.does(event);
        if (!answer.isAccepted()) {
            return new Told(this, answer, life);
        }
        List<Event> longer = new ArrayList<>(history);
        longer.add(event);
        return new Told(new Model(enrolledAt, longer), answer, life);
    }

    /** The member's life up to now. */
    ModelLife lifeUpTo(Instant now, Program program) {
        return at(at(now), program);
    }

    private ModelLife at(Instant at, Program program) {
        ModelLife life = new ModelLife();
        for (Event event : history) {
            life.pass(event.at());
            if (!life.does(event).isAccepted()) {
                throw new AssertionError("told again it is another story: " + event);
            }
        }
        life.pass(at);
        life.judgedBy(program);
        return life;
    }

    /** Nothing is recorded before what was recorded before it. */
    private Instant at(Instant now) {
        Instant last = history.isEmpty() ? enrolledAt : history.getLast().at();
        return now.isBefore(last) ? last : now;
    }
}
