package dev.tallystick.bench.units;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Notes what every client of this process sends, and what it writes over: the SDK finds it as a global interceptor, so functions
 * are measured with the clients that they make themselves.
 */
public final class Sent implements ExecutionInterceptor {

    private static final ExecutionAttribute<List<Written>> WRITTEN = new ExecutionAttribute<>("Written");
    private static final List<Exchange> EXCHANGES = Collections.synchronizedList(new ArrayList<>());
    private static final ThreadLocal<Boolean> UNSEEN = ThreadLocal.withInitial(() -> false);

    /** Made by the SDK. */
    public Sent() {}

    /** Whatever it sends is the measurement's own, and not noted. */
    static <T> T unseen(Supplier<T> calls) {
        UNSEEN.set(true);
        try {
            return calls.get();
        } finally {
            UNSEEN.set(false);
        }
    }

    /** What is sent by the call. */
    static List<Exchange> during(Runnable call) {
        EXCHANGES.clear();
        call.run();
        return List.copyOf(EXCHANGES);
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        if (!UNSEEN.get()) {
            attributes.putAttribute(WRITTEN, unseen(() -> Written.of(context.request())));
        }
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        note(context.request(), context.response(), attributes);
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        note(context.request(), null, attributes);
    }

    private static void note(
            SdkRequest request,
            @org.jspecify.annotations.Nullable SdkResponse response,
            ExecutionAttributes attributes) {
        if (!UNSEEN.get()) {
            List<Written> written = attributes.getAttribute(WRITTEN);
            EXCHANGES.add(unseen(() -> new Exchange(
                    request, response, written.stream().map(Written::seenAfter).toList())));
        }
    }
}
