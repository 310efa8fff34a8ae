package dev.tallystick.local.proxy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Optional;

/** One caller's connection; the calls on it go through one connection to the service, one after the other. */
final class Tunnel implements AutoCloseable {

    private final Socket caller;
    private final Upstream service;
    private final Gate gate;

    Tunnel(Socket caller, Upstream service, Gate gate) {
        this.caller = caller;
        this.service = service;
        this.gate = gate;
    }

    /** Passes calls on until the connection ends. */
    void run() {
        try (this) {
            caller.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(caller.getInputStream());
            OutputStream out = caller.getOutputStream();
            boolean goesOn = true;
            while (goesOn) {
                Optional<Message> request = Message.request(in, out);
                goesOn = request.isPresent() && pass(request.get(), out);
            }
        } catch (IOException _) {
            // one side has gone, and so does the other
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean pass(Message request, OutputStream out) throws IOException, InterruptedException {
        return switch (gate.pass(request)) {
            case Passage.Answered(Reply reply) -> {
                out.write(reply.bytes());
                yield !request.isLast();
            }
            case Passage.Through _ -> {
                Message answer = service.call(request);
                out.write(answer.bytes());
                yield !request.isLast() && !answer.isLast();
            }
            case Passage.WithoutAnswer _ -> {
                service.call(request);
                yield false;
            }
        };
    }

    @Override
    public void close() {
        service.close();
        try {
            caller.close();
        } catch (IOException _) {
            // it has gone already
        }
    }
}
