package dev.lethe.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.LongSupplier;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What one iteration used of the processor: the thread's own time, which a busy machine stretches less than the clock on the
 * wall. JMH reads the public fields.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class Cost {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    public long operations;
    public long processorNanos;
    public long kmsCalls;

    private long began;
    private long calledBefore;

    /** JMH runs each benchmark in a JVM of its own, with one thread. */
    private static LongSupplier calls = () -> 0;

    /** Whose calls to the key service count from now on. */
    static void count(LongSupplier kmsCalls) {
        calls = kmsCalls;
    }

    @Setup(Level.Iteration)
    public void begin() {
        operations = 0;
        calledBefore = calls.getAsLong();
        began = THREADS.getCurrentThreadCpuTime();
    }

    @TearDown(Level.Iteration)
    public void end() {
        processorNanos = THREADS.getCurrentThreadCpuTime() - began;
        kmsCalls = calls.getAsLong() - calledBefore;
    }
}
