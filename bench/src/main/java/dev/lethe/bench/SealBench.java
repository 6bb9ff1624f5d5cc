package dev.lethe.bench;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Sealing and opening, warm, by everybody. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SealBench {
    private static final long SEED = 20_261_124;

    @Param
    public Entrant entrant = Entrant.BARE;

    @Param({"200", "2048", "20480"})
    public int size;

    private Contestant contestant = new BareGcm(Labels.bytes());
    private Object text = new byte[0];
    private final Object[] sealed = new Object[Contestant.PEOPLE_MAX];
    private int turn;

    @Setup
    public void enter() {
        contestant = entrant.enter(Contestant.PEOPLE_MAX);
        Cost.count(contestant::kmsCalls);
        text = contestant.holding(text(size));
        for (var person = 0; person < sealed.length; person++) {
            sealed[person] = contestant.seal(person, text);
        }
    }

    static byte[] text(int size) {
        var text = new byte[size];
        new Random(SEED).nextBytes(text);
        return text;
    }

    @Benchmark
    public Object seal(Cost cost) {
        cost.operations++;
        return contestant.seal(next(), text);
    }

    @Benchmark
    public Object open(Cost cost) {
        cost.operations++;
        var person = next();
        return contestant.open(person, sealed[person]);
    }

    private int next() {
        turn = (turn + 1) % Contestant.PEOPLE_MAX;
        return turn;
    }
}
