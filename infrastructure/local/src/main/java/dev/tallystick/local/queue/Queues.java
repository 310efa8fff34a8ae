package dev.tallystick.local.queue;

import com.typesafe.config.ConfigFactory;
import dev.tallystick.local.wire.AwsCall;
import dev.tallystick.local.wire.HttpPart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.NodeAddress;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.actor.queue.QueueEvent;
import org.elasticmq.persistence.CreateQueueMetadata;
import org.elasticmq.persistence.sql.SqlQueuePersistenceActor;
import org.elasticmq.persistence.sql.SqlQueuePersistenceConfig;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;
import scala.util.Either;
import scalikejdbc.ConnectionPool;

/** ElasticMQ in this process; queues and messages are kept in a database file. */
public final class Queues implements AutoCloseable {

    private static final String SERVICE = "AmazonSQS";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ActorSystem actors;
    private final SQSRestServer server;
    private final String elasticMq;
    private final HttpPart front;
    private final MoveTasks moves;
    private final Database database;
    private final Deduplications deduplications;
    private final Interrupted interrupted = new Interrupted();

    private Queues(
            ActorSystem actors,
            SQSRestServer server,
            String elasticMq,
            HttpPart front,
            MoveTasks moves,
            Database database,
            Deduplications deduplications) {
        this.front = front;
        this.moves = moves;
        this.database = database;
        this.deduplications = deduplications;
        this.actors = actors;
        this.server = server;
        this.elasticMq = elasticMq;
    }

    /** Starts it on a free port with its data in the directory; the addresses of its queues name the port where people call. */
    public static Queues start(Path data, String region, String account, int publicPort) {
        try {
            Files.createDirectories(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        HttpPart front = HttpPart.bindFree();
        Database database = Database.in(data);
        Deduplications deduplications = Deduplications.open(database, Clock.systemUTC());
        ActorSystem actors = ActorSystem.create(
                "queues",
                ConfigFactory.parseString("pekko.loglevel=OFF, pekko.stdout-loglevel=OFF,"
                                + " pekko.jvm-shutdown-hooks=off, pekko.coordinated-shutdown.run-by-jvm-shutdown-hook=off,"
                                + " pekko.actor.guardian-supervisor-strategy=" + Resuming.class.getName())
                        .withFallback(ConfigFactory.load()));
        ActorRef store = actors.actorOf(store(database.uri()));
        ActorRef recorder = actors.actorOf(Props.create(Recorder.class, () -> new Recorder(store, deduplications)));
        ActorRef manager = actors.actorOf(Props.create(
                QueueManagerActor.class,
                () -> new QueueManagerActor(new NowProvider(), StrictSQSLimits$.MODULE$, Option.apply(recorder))));
        SQSRestServer server = SQSRestServerBuilder.withActorSystem(actors)
                .withQueueManagerActor(manager)
                .withQueueEventListener(recorder)
                .withInterface("localhost")
                .withPort(0)
                .withServerAddress(new NodeAddress("http", "localhost", publicPort, ""))
                .withAWSRegion(region)
                .withAWSAccountId(account)
                .start();
        int port = server.waitUntilStarted().localAddress().getPort();
        restore(store, actors.actorOf(Props.create(Restorer.class, () -> new Restorer(manager, deduplications))));
        String elasticMq = "http://localhost:" + port;
        MoveTasks moves = new MoveTasks(new AwsCall(elasticMq, SERVICE, region), elasticMq);
        front.serve(new QueueService(elasticMq, moves, database)::handle);
        return new Queues(actors, server, elasticMq, front, moves, database, deduplications);
    }

    private static Props store(String uri) {
        // ElasticMQ makes its pool once in a process and would stay with the first database.
        var settings = ConnectionPool.singleton$default$4();
        ConnectionPool.singleton(uri, "", "", settings, ConnectionPool.singleton$default$5(uri, "", "", settings));
        SqlQueuePersistenceConfig config = new SqlQueuePersistenceConfig(true, "org.h2.Driver", uri, "", "", false);
        scala.collection.immutable.List<CreateQueueMetadata> none =
                CollectionConverters.asScala(List.<CreateQueueMetadata>of()).toList();
        return Props.create(SqlQueuePersistenceActor.class, () -> new SqlQueuePersistenceActor(config, none));
    }

    private static void restore(ActorRef store, ActorRef manager) {
        try {
            Object result = Patterns.ask(store, new QueueEvent.Restore(manager), PATIENCE)
                    .toCompletableFuture()
                    .join();
            if (result instanceof Either<?, ?> either && either.isLeft()) {
                throw new IllegalStateException("the kept queues cannot be read: " + either);
            }
        } catch (CompletionException e) {
            throw new IllegalStateException("the kept queues cannot be read", e);
        }
    }

    /** Where it is reached. */
    public String url() {
        return front.url();
    }

    /** Calls of this cloud's own to it, which need no message moves. */
    public AwsCall calls(String region) {
        return new AwsCall(elasticMq, SERVICE, region);
    }

    /** Makes messages that are in flight visible once the cloud is stopped. */
    public void giveBackAtEnd(String queue, List<String> ids) {
        interrupted.add(queue, ids);
    }

    /** What is in them. */
    public QueueView view() {
        return new QueueView(database, Clock.systemUTC());
    }

    @Override
    public void close() {
        front.close();
        moves.close();
        server.stopAndGetFuture().apply();
        try {
            scala.concurrent.Await.ready(
                    actors.terminate(), scala.concurrent.duration.Duration.create(3, TimeUnit.SECONDS));
        } catch (TimeoutException _) {
            // what it holds is on the disk already
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        ConnectionPool.closeAll();
        deduplications.close();
        interrupted.release(database);
        database.shutDown();
    }
}
