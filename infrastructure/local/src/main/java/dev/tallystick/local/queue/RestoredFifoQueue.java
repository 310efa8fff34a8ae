package dev.tallystick.local.queue;

import dev.tallystick.local.queue.Deduplications.Sent;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.elasticmq.DeduplicationId;
import org.elasticmq.DeliveryReceipt;
import org.elasticmq.MessageContent;
import org.elasticmq.NeverReceived$;
import org.elasticmq.actor.queue.InternalMessage;
import org.elasticmq.msg.DeleteMessage;
import org.elasticmq.msg.RestoreMessages;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Stands in for a FIFO queue while its messages are restored. ElasticMQ restores them as those of a standard queue, by the
 * time at which they show up next, so that one under way would be overtaken by the rest of its group.
 */
final class RestoredFifoQueue extends AbstractActor {

    private final ActorRef queue;
    private final List<Sent> sent;

    RestoredFifoQueue(ActorRef queue, List<Sent> sent) {
        this.queue = queue;
        this.sent = sent;
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder().match(RestoreMessages.class, this::restore).build();
    }

    private void restore(RestoreMessages restore) {
        List<InternalMessage> kept = CollectionConverters.asJava(restore.messages()).stream()
                .sorted(Comparator.comparingLong(RestoredFifoQueue::sequenceNumber))
                .toList();
        List<InternalMessage> messages = new ArrayList<>();
        for (int i = 0; i < kept.size(); i++) {
            messages.add(asFifo(kept.get(i), i));
        }
        Set<String> there = kept.stream().map(InternalMessage::id).collect(Collectors.toSet());
        List<Sent> deleted =
                sent.stream().filter(one -> !there.contains(one.message())).toList();
        deleted.forEach(one -> messages.add(deleted(one)));
        messages.sort(Comparator.comparing(InternalMessage::created).thenComparingInt(InternalMessage::orderIndex));
        queue.forward(new RestoreMessages(CollectionConverters.asScala(messages).toList()), getContext());
        deleted.forEach(one -> queue.tell(new DeleteMessage(new DeliveryReceipt(receipt(one))), getSelf()));
    }

    // Kept times are to the millisecond, and ElasticMQ tells its store of a batch in any order. The numbers tell only
    // messages of the same time apart, since they begin anew with each process.
    private static long sequenceNumber(InternalMessage message) {
        return Long.parseLong(message.sequenceNumber().getOrElse(() -> "0"));
    }

    private static InternalMessage asFifo(InternalMessage message, int position) {
        return new InternalMessage(
                message.id(),
                message.deliveryReceipts(),
                message.nextDelivery(),
                message.content(),
                message.messageAttributes(),
                message.created(),
                position,
                message.firstReceive(),
                message.receiveCount(),
                true,
                message.messageGroupId(),
                message.messageDeduplicationId(),
                message.tracingId(),
                message.sequenceNumber(),
                message.deadLetterSourceQueueName());
    }

    // A queue remembers the deduplication id of each message that it ever had: it gets this one to delete it at once.
    private static InternalMessage deleted(Sent sent) {
        return new InternalMessage(
                sent.message(),
                CollectionConverters.asScala(new ArrayList<>(List.of(receipt(sent)))),
                0,
                new MessageContent(""),
                scala.collection.immutable.Map$.MODULE$.from(CollectionConverters.asScala(Map.of())),
                sent.at().atOffset(ZoneOffset.UTC),
                0,
                NeverReceived$.MODULE$,
                0,
                true,
                Option.apply("deleted"),
                Option.apply(new DeduplicationId(sent.id())),
                Option.empty(),
                Option.apply(sent.sequenceNumber()),
                Option.empty());
    }

    private static String receipt(Sent sent) {
        return sent.message() + "#deleted";
    }
}
