package dev.tallystick.local.queue;

import dev.tallystick.local.queue.Deduplications.Sent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.elasticmq.QueueData;
import org.elasticmq.actor.queue.InternalMessage;
import org.elasticmq.actor.queue.QueueEvent;

/**
 * Hears of everything that happens to queues before ElasticMQ's own store does. It keeps the deduplication ids, and takes
 * dead letters out of the queue that they come from: when a waiting receive moves one, ElasticMQ keeps it in both.
 */
final class Recorder extends AbstractActor {

    private final ActorRef store;
    private final Deduplications deduplications;
    // The queues whose dead letters a queue gets.
    private final Map<String, Set<String>> sources = new HashMap<>();

    Recorder(ActorRef store, Deduplications deduplications) {
        this.store = store;
        this.deduplications = deduplications;
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(QueueEvent.MessageAdded.class, added -> {
                    keep(added.queueName(), added.message());
                    Set<String> from = sources.getOrDefault(added.queueName(), Set.of());
                    if (!from.isEmpty()) {
                        remove(added.queueName(), added.message());
                    }
                    store.forward(added, getContext());
                    from.forEach(source -> remove(source, added.message()));
                })
                .match(QueueEvent.QueueCreated.class, created -> {
                    learn(created.queue());
                    store.forward(created, getContext());
                })
                .match(QueueEvent.QueueMetadataUpdated.class, updated -> {
                    learn(updated.queue());
                    store.forward(updated, getContext());
                })
                .matchAny(event -> store.forward(event, getContext()))
                .build();
    }

    private void learn(QueueData queue) {
        sources.values().forEach(names -> names.remove(queue.name()));
        if (queue.deadLettersQueue().isDefined()) {
            sources.computeIfAbsent(queue.deadLettersQueue().get().name(), _ -> new HashSet<>())
                    .add(queue.name());
        }
    }

    private void remove(String queue, InternalMessage message) {
        store.tell(new QueueEvent.MessageRemoved(queue, message.id()), ActorRef.noSender());
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
