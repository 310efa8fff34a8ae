package dev.tallystick.local.proxy;

import dev.tallystick.local.fault.Faults;
import dev.tallystick.local.fault.Kind;
import dev.tallystick.local.fault.Verdict;
import dev.tallystick.local.permission.Access;
import dev.tallystick.local.permission.Decision;
import dev.tallystick.local.permission.Permissions;
import dev.tallystick.local.plan.FunctionSpec;
import dev.tallystick.local.wire.Origins;
import java.io.PrintStream;
import java.util.Optional;

/** Lets through what the calling function may do, with the faults that are wanted; any other caller but a page may do everything. */
record Guard(Service service, Callers callers, Permissions permissions, Faults faults, PrintStream terminal)
        implements Gate {

    @Override
    public Passage pass(Message request) throws InterruptedException {
        if (!Origins.areOwn(request.header("host"), request.header("origin"))) {
            return new Passage.Answered(service.call(request).denied("Pages in a browser may not call it"));
        }
        Optional<FunctionSpec> caller = callers.of(request);
        if (caller.isEmpty()) {
            return new Passage.Through();
        }
        FunctionSpec function = caller.get();
        Service.ServiceCall call = service.call(request);
        for (Access access : call.accesses()) {
            if (permissions.decide(function, access) instanceof Decision.Denied(String action, String message)) {
                terminal.println(function.id() + " | denied: " + message);
                return new Passage.Answered(call.denied(message));
            }
        }
        Verdict verdict = faults.decide(function.id(), service.name(), call.operation());
        Thread.sleep(verdict.latency());
        return verdict.kind().map(kind -> fault(kind, call, verdict.chosen())).orElseGet(Passage.Through::new);
    }

    private static Passage fault(Kind kind, Service.ServiceCall call, long chosen) {
        return switch (kind) {
            case CONFLICT -> new Passage.Answered(call.conflicting(chosen));
            case THROTTLE -> new Passage.Answered(call.throttled(chosen));
            case UNAVAILABLE -> new Passage.Answered(call.unavailable());
            case LOST_ANSWER -> new Passage.WithoutAnswer();
            case LATENCY, REPEAT -> new Passage.Through();
        };
    }
}
