package dev.tallystick.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Notes the requests of a client, and fails those that a test wants to fail. */
public final class Requests implements ExecutionInterceptor {

    private final List<SdkRequest> sent = Collections.synchronizedList(new ArrayList<>());
    private volatile Predicate<SdkRequest> failing = request -> false;

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        sent.add(context.request());
        if (failing.test(context.request())) {
            throw new IllegalStateException("fails, as the test wants");
        }
    }

    public long count(Class<? extends SdkRequest> type) {
        return List.copyOf(sent).stream().filter(type::isInstance).count();
    }

    public int count() {
        return sent.size();
    }

    public void failAll(Class<? extends SdkRequest> type) {
        failing = type::isInstance;
    }
}
