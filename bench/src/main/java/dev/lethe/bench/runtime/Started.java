package dev.lethe.bench.runtime;

import dev.lethe.bench.runtime.RuntimeApi.What;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A function in a JVM of its own, from its start to its first answer. */
final class Started implements AutoCloseable {
    private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final int STOP_SECONDS = 60;
    private static final double NANOS_PER_MILLI = 1e6;

    /** The flags of Lambda's runtime for Java 25 without SnapStart: its compiler, collector, and the package of its snapshot hooks. */
    private static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");

    /**
     * How long it took.
     *
     * @param initMillis from the start of the JVM until it asks for an event, or to be woken up
     * @param firstMillis from the first event to its answer
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Times(double initMillis, double firstMillis, byte[] answer) {
        double totalMillis() {
            return initMillis + firstMillis;
        }
    }

    private final RuntimeApi api;
    private final Process process;
    private final long began;

    private Started(RuntimeApi api, Process process, long began) {
        this.api = api;
        this.process = process;
        this.began = began;
    }

    /** Starts a function; {@code more} are further flags of the JVM. */
    static Started start(Deployed deployed, Path runtime, Map<String, String> variables, List<String> more)
            throws IOException {
        var api = RuntimeApi.start();
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(more);
        command.addAll(List.of("-cp", deployed.classPath(runtime), CLIENT, deployed.handler()));
        var builder =
                new ProcessBuilder(command).redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD);
        var environment = builder.environment();
        environment.clear();
        environment.putAll(variables);
        environment.put("AWS_LAMBDA_RUNTIME_API", api.address());
        environment.put("LC_ALL", "C.UTF-8");
        var began = System.nanoTime();
        return new Started(api, builder.start(), began);
    }

    /** Waits until it asks for an event, or to be woken up; returns when, in nanoseconds of this machine's clock. */
    long ready(boolean snapshot) throws InterruptedException {
        return api.await(snapshot ? What.SNAPSHOT : What.READY).nanos();
    }

    /** Runs one that is ready to its first answer, and wakes it up before where it was taken a snapshot of. */
    Times first(boolean snapshot, long ready, byte[] event) throws InterruptedException {
        if (snapshot) {
            api.wake();
            api.await(What.READY);
        }
        var given = api.give(event);
        var answer = api.await(What.ANSWER);
        return new Times((ready - began) / NANOS_PER_MILLI, (answer.nanos() - given) / NANOS_PER_MILLI, answer.body());
    }

    /** Stops it as Lambda does, so that what it writes at its end is written. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        api.close();
    }
}
