package dev.lethe.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What Lethe does with keys, with a key service and tables that answer at once; beside one bare seal and one bare HMAC. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class KeyBench {
    private final BareGcm bare = new BareGcm(Labels.bytes());
    private final Object text = SealBench.text(2048);
    private final LetheKeys keys = new LetheKeys(SealBench.text(2048));

    @Setup
    public void enter() {
        Cost.count(keys::kmsCalls);
    }

    @Benchmark
    public Object bareSeal(Cost cost) {
        cost.operations++;
        return bare.seal(0, text);
    }

    @Benchmark
    public Object bareHmac(Cost cost) {
        cost.operations++;
        return bare.hmac(keys.account());
    }

    @Benchmark
    public Object pseudonym(Cost cost) {
        cost.operations++;
        return keys.pseudonym();
    }

    @Benchmark
    public Object firstMessage(Cost cost) {
        cost.operations++;
        return keys.firstMessage();
    }

    @Benchmark
    public Object openWhenNothingIsCached(Cost cost) {
        cost.operations++;
        return keys.openWhenNothingIsCached();
    }

    @Benchmark
    public Object shred(Cost cost) {
        cost.operations++;
        return keys.shred();
    }
}
