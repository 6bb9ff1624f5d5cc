package dev.lethe.local.life;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Sees every call that the functions make to AWS, and can cut the line at any of them, before or after it is carried out. */
final class Calls implements ExecutionInterceptor {
    private static final int NEVER = Integer.MAX_VALUE;

    private final Queue<String> seen = new ConcurrentLinkedQueue<>();
    private final AtomicInteger before = new AtomicInteger(NEVER);
    private final AtomicInteger after = new AtomicInteger(NEVER);

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        seen.add(context.request().getClass().getSimpleName().replaceAll("Request$", ""));
        if (before.getAndDecrement() <= 1) {
            throw SdkClientException.create("the line is cut before the call");
        }
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        if (after.getAndDecrement() <= 1) {
            throw SdkClientException.create("the line is cut after the call");
        }
    }

    /** From the {@code n}-th call on, nothing reaches AWS. */
    void cutBefore(int n) {
        before.set(n);
    }

    /** From the {@code n}-th call on, no answer comes back. */
    void cutAfter(int n) {
        after.set(n);
    }

    void mend() {
        before.set(NEVER);
        after.set(NEVER);
    }

    /** What was called while {@code something} ran. */
    List<String> of(Runnable something) {
        seen.clear();
        something.run();
        return List.copyOf(seen);
    }
}
