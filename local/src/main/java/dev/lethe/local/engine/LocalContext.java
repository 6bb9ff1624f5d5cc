package dev.lethe.local.engine;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.lethe.api.Fn;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What Lambda tells a function about its run. */
final class LocalContext implements Context {
    private final Fn fn;
    private final String id = UUID.randomUUID().toString();
    private final long startedAt = System.nanoTime();

    LocalContext(Fn fn) {
        this.fn = fn;
    }

    @Override
    public String getAwsRequestId() {
        return id;
    }

    @Override
    public String getLogGroupName() {
        return "local";
    }

    @Override
    public String getLogStreamName() {
        return "local";
    }

    @Override
    public String getFunctionName() {
        return fn.name();
    }

    @Override
    public String getFunctionVersion() {
        return "local";
    }

    @Override
    public String getInvokedFunctionArn() {
        return "arn:aws:lambda:us-east-1:000000000000:function:" + fn.name();
    }

    @Override
    public @Nullable CognitoIdentity getIdentity() {
        return null;
    }

    @Override
    public @Nullable ClientContext getClientContext() {
        return null;
    }

    @Override
    public int getRemainingTimeInMillis() {
        return Math.toIntExact(fn.timeout().toMillis() - (System.nanoTime() - startedAt) / 1_000_000);
    }

    @Override
    public int getMemoryLimitInMB() {
        return fn.memoryMegabytes();
    }

    @Override
    public LambdaLogger getLogger() {
        throw new IllegalStateException("the suite logs by itself");
    }
}
