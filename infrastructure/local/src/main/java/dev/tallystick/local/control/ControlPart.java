package dev.tallystick.local.control;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;

/** A part of the control endpoint. */
@FunctionalInterface
public interface ControlPart {

    /** Answers a request; the path is what follows the part's name, in segments. */
    void handle(HttpExchange exchange, List<String> path) throws IOException;
}
