package dev.tallystick.local.fault;

import dev.tallystick.local.function.Answer;
import dev.tallystick.local.function.Failures;
import dev.tallystick.local.function.Invoker;
import dev.tallystick.local.plan.FunctionSpec;
import dev.tallystick.local.wire.AwsCall;

/** Gives functions their events, with the faults that are wanted for service {@code lambda}; whoever waits for an answer over HTTP calls past it. */
public final class FaultyDeliveries implements Invoker {

    private static final String SERVICE = "lambda";
    private static final String OPERATION = "Invoke";

    private final Invoker invoker;
    private final Faults faults;

    /** Delivers by this invoker. */
    public FaultyDeliveries(Invoker invoker, Faults faults) {
        this.invoker = invoker;
        this.faults = faults;
    }

    @Override
    public Answer invoke(FunctionSpec function, String payload) {
        return deliver(function, () -> invoker.invoke(function, payload));
    }

    @Override
    public Answer invoke(FunctionSpec function, String payload, String requestId) {
        return deliver(function, () -> invoker.invoke(function, payload, requestId));
    }

    /** One delivery of an event. */
    @FunctionalInterface
    private interface Delivery {
        Answer deliver();
    }

    private Answer deliver(FunctionSpec function, Delivery delivery) {
        Verdict verdict = faults.decide(function.id(), SERVICE, OPERATION);
        try {
            Thread.sleep(verdict.latency());
        } catch (InterruptedException e) {
            throw new AwsCall.Stopped(e);
        }
        return verdict.kind().map(kind -> faulty(kind, delivery)).orElseGet(delivery::deliver);
    }

    private static Answer faulty(Kind kind, Delivery delivery) {
        return switch (kind) {
            case REPEAT -> {
                delivery.deliver();
                yield delivery.deliver();
            }
            case LOST_ANSWER -> {
                delivery.deliver();
                yield Failures.unavailable();
            }
            case THROTTLE -> Failures.throttled();
            case UNAVAILABLE -> Failures.unavailable();
            case CONFLICT, LATENCY -> delivery.deliver();
        };
    }
}
