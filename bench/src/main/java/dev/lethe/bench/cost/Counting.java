package dev.lethe.bench.cost;

import dev.lethe.api.Fn;
import dev.lethe.api.Schedule;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Runs the suite on the embedded engines and counts what its operations use. Deterministic: nothing is timed. */
final class Counting {
    static final int TEXT_BYTES = 200;
    static final int MANY = 25;
    static final int EXPIRING = 50;
    static final int REWRAPPED = 50;
    static final int DUE = 200;
    static final int TIMES_DUE = 10;
    private static final double HUNDRED = 100;
    private static final int SWEEPS_MAX = 10;
    private static final int ROTATION_STEPS_MAX = 20;

    /**
     * What was counted.
     *
     * @param bytesPerMessage stored for one message, with what DynamoDB adds to each item
     * @param bytesPerPerson stored for one person who has agreed, apart from messages
     * @param callsForADay of a purge that comes late, for each day more that it looks at
     * @param purges of as many messages, beside none that is not due and beside ten times as many
     */
    record Counted(
            Map<Operation, Used> used,
            double bytesPerMessage,
            double bytesPerPerson,
            double callsForADay,
            List<PurgeRounds.Round> purges,
            PurgeRounds.Overdue overdue) {}

    private final Meter meter = new Meter();
    private final Map<Operation, Used> used = new EnumMap<>(Operation.class);

    static Counted count() {
        return new Counting().run();
    }

    private Counted run() {
        double[] sizes;
        try (var life = new World(meter)) {
            sizes = talking(life);
        }
        try (var life = new World(meter)) {
            expiring(life);
        }
        try (var life = new World(meter)) {
            rotating(life);
        }
        try (var purges = new PurgeRounds(meter)) {
            var aDay = purges.emptyDays(1);
            used.put(Operation.LATER_PURGE, aDay);
            var callsForADay = purges.emptyDays(2).calls() - aDay.calls();
            var alone = purges.round(DUE);
            purges.fill(TIMES_DUE * DUE);
            var beside = purges.round(DUE);
            return new Counted(
                    Map.copyOf(used),
                    rounded(sizes[0]),
                    rounded(sizes[1]),
                    callsForADay,
                    List.of(alone, beside),
                    purges.overdue());
        }
    }

    /** Up to full hundreds: an instant is written in more or fewer bytes, as its digits fall. */
    private static double rounded(double bytes) {
        return Math.ceil(bytes / HUNDRED) * HUNDRED;
    }

    private double[] talking(World life) {
        var first = life.someone();
        first.agrees();
        first.says(1, 1);
        first.recalls();
        first.checks();
        first.forgets();
        idle(life);

        var before = life.bytes();
        var ana = life.someone();
        http(Operation.CONSENT, Fn.CONSENT, ana::agrees);
        http(Operation.CHECK, Fn.CONSENT, ana::checks);
        http(Operation.FIRST_MESSAGE, Fn.CONVERSATION, () -> ana.says(1, 1));
        var withOne = life.bytes();
        http(Operation.ONE_MESSAGE, Fn.CONVERSATION, () -> ana.says(2, 2));
        var withTwo = life.bytes();
        http(Operation.MANY_MESSAGES, Fn.CONVERSATION, () -> ana.says(3, 2 + MANY));

        life.world.clock().advance("P1D");
        var other = life.someone();
        other.agrees();
        other.says(1, 1);
        http(Operation.FIRST_OF_DAY, Fn.CONVERSATION, () -> ana.says(3 + MANY, 3 + MANY));
        var reader = life.someone();
        reader.agrees();
        reader.says(1, MANY);
        http(Operation.PAGE, Fn.CONVERSATION, reader::recalls);
        withdrawing(other);
        erasing(life, reader);
        var message = withTwo - withOne;
        return new double[] {message, withOne - before - message};
    }

    private void idle(World life) {
        // The sweep of the first person is over by then.
        for (var n = 0; n < SWEEPS_MAX; n++) {
            life.world.clock().advance("PT30M");
            life.world.run(Schedule.ERASURE);
        }
        life.world.run(Schedule.ROTATION);
        life.world.run(Schedule.PURGE);
        scheduled(Operation.IDLE_PURGE, life, Schedule.PURGE);
        scheduled(Operation.IDLE_HOLDING, life, Schedule.HOLDING);
        scheduled(Operation.IDLE_REPLAN, life, Schedule.REPLAN);
        scheduled(Operation.IDLE_ERASURE, life, Schedule.ERASURE);
        scheduled(Operation.IDLE_ESCALATION, life, Schedule.ESCALATION);
        scheduled(Operation.IDLE_SCOPING, life, Schedule.SCOPING);
        scheduled(Operation.IDLE_ROTATION, life, Schedule.ROTATION);
        var warm = life.someone();
        warm.agrees();
        warm.says(1, 1);
        warm.recalls();
        warm.checks();
    }

    private void withdrawing(World.Someone someone) {
        meter.reset();
        someone.withdraws();
        used.put(
                Operation.WITHDRAWAL,
                meter.used(1, 1, Fn.CONSENT.memoryMegabytes()).plus(told()));
    }

    /** One event delivered: a run and its one call, which is none of the SDK's clients' and so is not seen. */
    private static Used told() {
        return new Used(0, 0, 0, 1, 0, 1, Used.gigabyteSeconds(1, 1, Fn.DELIVERY.memoryMegabytes()));
    }

    private void erasing(World life, World.Someone someone) {
        meter.reset();
        someone.forgets();
        var sum = meter.used(1, 1, Fn.RIGHTS.memoryMegabytes());
        for (var runs = 0; runs < SWEEPS_MAX && !someone.isForgotten(); runs++) {
            life.world.clock().advance("PT30M");
            meter.reset();
            life.world.run(Schedule.ERASURE);
            sum = sum.plus(meter.used(0, 1, Fn.ERASURE.memoryMegabytes()));
        }
        sum = sum.plus(told());
        if (!someone.isForgotten()) {
            throw new IllegalStateException("a few sweeps complete an erasure");
        }
        used.put(Operation.ERASURE, sum);
    }

    private void expiring(World life) {
        for (var n = 0; n < 2; n++) {
            var someone = life.someone();
            someone.agrees();
            someone.says(1, EXPIRING / 2);
        }
        life.world.pump();
        // The days before are over and ended by then, as an hourly purge has it.
        life.world.clock().advance("P30D");
        life.world.run(Schedule.PURGE);
        life.world.clock().advance("P1D");
        meter.reset();
        life.world.run(Schedule.PURGE);
        life.world.expire();
        life.world.pump();
        if (life.messages() > 0) {
            throw new IllegalStateException("what has expired is gone");
        }
        used.put(Operation.EXPIRY, meter.used(0, 2, Fn.PURGE.memoryMegabytes()));
    }

    private void rotating(World life) {
        for (var n = 0; n < REWRAPPED; n++) {
            var someone = life.someone();
            someone.agrees();
            someone.says(1, 1);
        }
        life.world.run(Schedule.ROTATION);
        life.world.clock().advance("P31D");
        meter.reset();
        for (var n = 0; n < ROTATION_STEPS_MAX; n++) {
            life.world.run(Schedule.ROTATION);
            life.world.clock().advance("PT1H");
        }
        used.put(Operation.REWRAP, meter.used(0, ROTATION_STEPS_MAX, Fn.ROTATION.memoryMegabytes()));
    }

    private void http(Operation operation, Fn fn, Runnable request) {
        meter.reset();
        request.run();
        used.put(operation, meter.used(1, 1, fn.memoryMegabytes()));
    }

    private void scheduled(Operation operation, World life, Schedule schedule) {
        meter.reset();
        life.world.run(schedule);
        used.put(operation, meter.used(0, 1, schedule.fn().memoryMegabytes()));
    }
}
