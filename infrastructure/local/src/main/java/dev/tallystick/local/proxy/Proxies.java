package dev.tallystick.local.proxy;

import dev.tallystick.local.fault.Faults;
import dev.tallystick.local.permission.Permissions;
import dev.tallystick.local.plan.Plan;
import java.io.PrintStream;
import java.util.function.Function;

/** The proxies of all services: what functions and people call. */
public record Proxies(Proxy dynamodb, Proxy sqs, Proxy secrets) implements AutoCloseable {

    /** Listens in the place of all services. */
    public static Proxies bindFree() {
        return new Proxies(Proxy.bindFree(), Proxy.bindFree(), Proxy.bindFree());
    }

    /** Where the services themselves are. */
    public record Services(String dynamodb, String sqs, String secrets) {}

    /** Begins to pass calls on; denials are told on the terminal. */
    public void serve(Services services, Plan plan, Permissions permissions, Faults faults, PrintStream terminal) {
        Callers callers = new Callers(plan.functions());
        Function<Service, Gate> guard = service -> new Guard(service, callers, permissions, faults, terminal);
        dynamodb.serve(services.dynamodb(), guard.apply(new DynamoDb(plan.account(), new KeySchemas(plan.tables()))));
        sqs.serve(services.sqs(), guard.apply(new Sqs(plan.account())));
        secrets.serve(services.secrets(), guard.apply(new SecretsManager(plan.account(), plan.secrets())));
    }

    @Override
    public void close() {
        dynamodb.close();
        sqs.close();
        secrets.close();
    }
}
