package dev.tallystick.local.console;

import dev.tallystick.local.control.Control;
import dev.tallystick.local.function.Fleet;
import dev.tallystick.local.plan.Plan;
import dev.tallystick.local.queue.Queues;
import dev.tallystick.local.table.Tables;
import dev.tallystick.local.wire.AwsCall;
import java.nio.file.Path;
import java.util.Map;

/** The page at {@code /_local} with all that it shows: reading the cloud, and doing in it what anyone could do by its endpoints. */
public record Console(Plan plan, Fleet fleet, Queues queues, Tables tables, Path logs) {

    /** Adds its parts to the control endpoint. */
    public void addTo(Control control) {
        String region = plan.account().region();
        control.add("", Page.document());
        control.add("console", Page.files());
        control.add(
                "cloud",
                new JsonPart(_ -> Map.of("stack", plan.account().stack(), "region", region, "parts", control.names())));
        control.add("functions", new JsonPart(new FunctionsPart(plan, fleet, logs)::answer));
        control.add(
                "queues",
                new JsonPart(new QueuesPart(plan, new AwsCall(queues.url(), "AmazonSQS", region), queues)::answer));
        control.add("tables", new JsonPart(new TablesPart(plan, tables.calls(region))::answer));
        control.add("routes", new JsonPart(new RoutesPart(plan)::answer));
    }
}
