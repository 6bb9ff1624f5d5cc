package dev.lethe.local.life;

import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * Sees every call that the functions make to AWS, and can cut the line at any of them, before or after it is carried out, or have
 * something happen in between.
 */
final class Calls implements ExecutionInterceptor {
    private static final int NEVER = Integer.MAX_VALUE;

    private final Queue<String> seen = new ConcurrentLinkedQueue<>();
    private final AtomicInteger before = new AtomicInteger(NEVER);
    private final AtomicInteger after = new AtomicInteger(NEVER);
    private final AtomicInteger largestPage = new AtomicInteger();
    private final AtomicReference<Optional<Meanwhile>> meanwhile = new AtomicReference<>(Optional.empty());

    private record Meanwhile(String call, Runnable something) {}

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        var call = context.request().getClass().getSimpleName().replaceAll("Request$", "");
        seen.add(call);
        meanwhile.get().filter(waiting -> waiting.call.equals(call)).ifPresent(waiting -> {
            meanwhile.set(Optional.empty());
            waiting.something.run();
        });
        if (before.getAndDecrement() <= 1) {
            throw SdkClientException.create("the line is cut before the call");
        }
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        if (context.response() instanceof QueryResponse page) {
            largestPage.accumulateAndGet(page.count(), Math::max);
        }
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

    /** Has something happen once, right before the next call of that name. */
    void rightBefore(String call, Runnable something) {
        meanwhile.set(Optional.of(new Meanwhile(call, something)));
    }

    /** The most items that a query gave while {@code something} ran. */
    int largestPage(Runnable something) {
        largestPage.set(0);
        something.run();
        return largestPage.get();
    }

    /** What was called while {@code something} ran. */
    List<String> of(Runnable something) {
        seen.clear();
        something.run();
        return List.copyOf(seen);
    }
}
