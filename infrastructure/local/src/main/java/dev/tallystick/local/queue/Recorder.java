package dev.tallystick.local.queue;

import dev.tallystick.local.queue.Deduplications.Sent;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.elasticmq.actor.queue.InternalMessage;
import org.elasticmq.actor.queue.QueueEvent;

/** Hears of everything that happens to queues before ElasticMQ's own store does, and keeps the deduplication ids. */
final class Recorder extends AbstractActor {

    private final ActorRef store;
    private final Deduplications deduplications;

    Recorder(ActorRef store, Deduplications deduplications) {
        this.store = store;
        this.deduplications = deduplications;
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(QueueEvent.MessageAdded.class, added -> {
                    keep(added.queueName(), added.message());
                    store.forward(added, getContext());
                })
                .matchAny(event -> store.forward(event, getContext()))
                .build();
    }

    private void keep(String queue, InternalMessage message) {
        if (message.messageDeduplicationId().isDefined()) {
            deduplications.keep(
                    queue,
                    new Sent(
                            message.messageDeduplicationId().get().id(),
                            message.id(),
                            message.sequenceNumber().getOrElse(() -> ""),
                            message.created().toInstant()));
        }
    }
}
