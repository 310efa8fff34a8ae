package dev.tallystick.local;

import dev.tallystick.local.fault.Faults;
import dev.tallystick.local.permission.Permissions;
import dev.tallystick.local.plan.Plan;
import dev.tallystick.local.plan.TableSpec;
import dev.tallystick.local.proxy.Proxies;
import dev.tallystick.local.queue.QueueMaker;
import dev.tallystick.local.queue.Queues;
import dev.tallystick.local.secret.SecretStore;
import dev.tallystick.local.secret.Secrets;
import dev.tallystick.local.table.TableMaker;
import dev.tallystick.local.table.Tables;
import dev.tallystick.local.template.Account;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** What functions call: tables, queues and secrets, each behind a proxy. */
final class Services implements AutoCloseable {

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final DataDirectory data;
    private final Account account;
    private final Proxies proxies;
    private final Queues queues;
    private final Tables tables;

    private Services(DataDirectory data, Account account) {
        this.data = data;
        this.account = account;
        this.proxies = add(Proxies.bindFree());
        this.queues = add(Queues.start(
                data.resolve("sqs"),
                account.region(),
                account.id(),
                proxies.sqs().port()));
        this.tables = add(Tables.start(data.resolve("dynamodb")));
    }

    /** Starts the emulators; nothing answers functions before {@link #serve}. */
    static Services start(DataDirectory data, Account account) {
        return new Services(data, account);
    }

    Queues queues() {
        return queues;
    }

    Tables tables() {
        return tables;
    }

    /** Where functions and people call SQS. */
    String sqsUrl() {
        return proxies.sqs().url();
    }

    /** Makes what of the plan's queues and tables is missing; the ARNs of the streams by their tables' logical ids. */
    Map<String, String> make(Plan plan) {
        new QueueMaker(queues.calls(account.region())).make(plan.queues());
        TableMaker maker = new TableMaker(tables.calls(account.region()));
        Map<String, String> streams = new HashMap<>();
        for (TableSpec table : plan.tables()) {
            maker.make(table).ifPresent(arn -> streams.put(table.id(), arn));
        }
        return streams;
    }

    /** Makes what of the plan's secrets is missing, and begins to answer, to functions by what they may do. */
    Secrets serve(Plan plan, Permissions permissions, Faults faults) {
        Secrets secrets =
                add(Secrets.start(new SecretStore(data.resolve("secrets"), Clock.systemUTC()), plan.secrets()));
        proxies.serve(
                new Proxies.Services(tables.url(), queues.url(), secrets.url()), plan, permissions, faults, System.out);
        return secrets;
    }

    Endpoints endpoints() {
        return Endpoints.of(
                proxies.dynamodb().url(), proxies.sqs().url(), proxies.secrets().url());
    }

    private <T extends AutoCloseable> T add(T part) {
        parts.push(part);
        return part;
    }

    @Override
    public void close() {
        Closing.all(parts);
    }
}
