package dev.tallystick.local.fault;

import com.sun.net.httpserver.HttpExchange;
import dev.tallystick.local.control.Control;
import dev.tallystick.local.control.ControlPart;
import dev.tallystick.local.plan.FunctionSpec;
import dev.tallystick.local.wire.HttpPart;
import dev.tallystick.local.wire.Json;
import java.io.IOException;
import java.util.List;

/** Shows, replaces and clears the rules, with how often each was asked and fired. */
public final class FaultsControl implements ControlPart {

    private static final int MOST_BYTES = 64 * 1024;

    private final Faults faults;
    private final FaultReader reader;

    /** Controls these faults of these functions' calls. */
    public FaultsControl(Faults faults, List<FunctionSpec> functions) {
        this.faults = faults;
        this.reader = new FaultReader(functions);
    }

    @Override
    public void handle(HttpExchange exchange, List<String> path) throws IOException {
        if (!path.isEmpty()) {
            Control.refuse(exchange, 404, "There is nothing below faults");
            return;
        }
        switch (exchange.getRequestMethod()) {
            case "GET" -> show(exchange);
            case "PUT" -> replace(exchange);
            case "DELETE" -> {
                faults.replace(FaultPlan.NONE);
                show(exchange);
            }
            default -> Control.refuse(exchange, 405, "faults take GET, PUT and DELETE");
        }
    }

    private void replace(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            Control.refuse(exchange, 413, "the body must have at most " + MOST_BYTES + " bytes");
            return;
        }
        try {
            faults.replace(reader.read(body));
            show(exchange);
        } catch (FaultReader.Wrong wrong) {
            Control.refuse(exchange, 400, String.valueOf(wrong.getMessage()));
        }
    }

    private void show(HttpExchange exchange) throws IOException {
        HttpPart.answer(exchange, 200, "application/json", Json.bytes(faults.json()));
    }
}
