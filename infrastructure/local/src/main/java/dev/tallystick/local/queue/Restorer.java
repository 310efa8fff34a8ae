package dev.tallystick.local.queue;

import java.time.Duration;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.msg.CreateQueue;
import scala.util.Either;
import scala.util.Right;

/** Stands in for ElasticMQ's manager while queues are restored, so that FIFO queues get back what they forget. */
final class Restorer extends AbstractActor {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ActorRef manager;
    private final Deduplications deduplications;

    Restorer(ActorRef manager, Deduplications deduplications) {
        this.manager = manager;
        this.deduplications = deduplications;
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder().match(CreateQueue.class, this::create).build();
    }

    private void create(CreateQueue create) {
        ActorRef asker = getSender();
        ActorRef self = getSelf();
        ActorSystem actors = getContext().getSystem();
        var _ = Patterns.ask(manager, create, PATIENCE).thenAccept(reply -> {
            boolean wrapped = create.request().isFifo() && reply instanceof Either<?, ?> either && either.isRight();
            asker.tell(wrapped ? inOrder(actors, create.request().name(), reply) : reply, self);
        });
    }

    private Object inOrder(ActorSystem actors, String name, Object reply) {
        ActorRef queue = (ActorRef) ((Right<?, ?>) reply).value();
        return new Right<>(actors.actorOf(
                Props.create(RestoredFifoQueue.class, () -> new RestoredFifoQueue(queue, deduplications.of(name)))));
    }
}
