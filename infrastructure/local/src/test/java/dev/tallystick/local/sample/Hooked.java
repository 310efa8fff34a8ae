package dev.tallystick.local.sample;

import com.amazonaws.services.lambda.crac.Context;
import com.amazonaws.services.lambda.crac.Core;
import com.amazonaws.services.lambda.crac.Resource;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Answers with what happened to it, in order; the variable FAILS names the hook that fails. */
public final class Hooked implements RequestStreamHandler, Resource {

    private final List<String> steps = new ArrayList<>();

    public Hooked() {
        steps.add("constructor");
        Core.getGlobalContext().register(this);
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        step("beforeCheckpoint");
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        step("afterRestore");
    }

    private void step(String name) {
        if (name.equals(System.getenv("FAILS"))) {
            throw new IllegalStateException(name + " fails");
        }
        steps.add(name);
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, com.amazonaws.services.lambda.runtime.Context context)
            throws IOException {
        out.write(("\"" + String.join(" ", steps) + " handler\"").getBytes(StandardCharsets.UTF_8));
    }
}
