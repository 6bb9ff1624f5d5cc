package dev.lethe.local.protocol;

import dev.lethe.local.protocol.Actor.Role;
import dev.lethe.local.protocol.Instance.Names;
import java.time.Duration;
import java.time.LocalDate;
import java.util.function.IntPredicate;

/** Who takes part in races. */
final class Cast {
    /** Messages are kept for 14 days, so that their day is over on this one. */
    private static final Duration A_DAY_TOO_LATE = Duration.ofDays(15);

    private static final LocalDate SETTLED = LocalDate.parse("2026-03-14");

    /** Knows the person's name and the notice, as whoever has served others, and no key. */
    static Actor writer(String name) {
        return Actor.of(name, Role.WRITER, Stage.NOON, instance -> instance.says("m_" + name))
                .having(Instance::check);
    }

    /** Has written before, and holds the keys. */
    static Actor warmWriter(String name) {
        return writer(name).having(instance -> instance.says("m_" + name + "_before"));
    }

    static Actor reader(Names names) {
        return Actor.of("reader", Role.READER, Stage.NOON, instance -> instance.reads(names))
                .having(Instance::check);
    }

    /** Has read before, and holds the keys. */
    static Actor warmReader(Names names) {
        return reader(names).having(instance -> instance.reads(names));
    }

    static Actor eraser(String name) {
        return Actor.of(name, Role.ERASER, Stage.NOON, Instance::erases).having(Instance::check);
    }

    static Actor returner() {
        return Actor.of("returner", Role.RETURNER, Stage.NOON.plusSeconds(60), Instance::comesBack)
                .having(Instance::check);
    }

    static Actor destroyer() {
        return Actor.of("destroyer", Role.DESTROYER, Stage.NOON.plus(A_DAY_TOO_LATE), Instance::purges);
    }

    static Actor sweeper() {
        return Actor.of("sweeper", Role.SWEEPER, Stage.NOON.plusSeconds(60), Instance::sweeps);
    }

    /** Takes the time that its clock says for the time that has passed. */
    static Actor hastySweeper() {
        return Actor.of("sweeper", Role.SWEEPER, Stage.NOON.plusSeconds(60), Instance::sweepsWithoutWaiting);
    }

    static Actor rotation() {
        return rotation(_ -> true);
    }

    /** Takes the time that its clock says for the time that has passed, but where it really waits. */
    static Actor rotation(IntPredicate waits) {
        return Actor.of("rotation", Role.ROTATION, Stage.NOON, instance -> instance.rotates(waits));
    }

    /** Everything before the messages' day is purged already, so that the destroyer ends that day and does no more. */
    static Actor settled() {
        return Actor.of("settled", Role.DESTROYER, Stage.NOON, instance -> instance.settles(SETTLED));
    }

    /** Wrote a day before, so that the person has a key, and the day of this race's messages has none. */
    static Actor earlier() {
        return Actor.of(
                "earlier", Role.WRITER, Stage.NOON.minus(Duration.ofDays(1)), instance -> instance.says("m_earlier"));
    }

    /** Has read before the day was over, and knows that it is. */
    static Actor timelyReader(Names names) {
        var late = Stage.NOON.plus(A_DAY_TOO_LATE);
        return Actor.of("timely reader", Role.READER, late, instance -> instance.reads(names))
                .having(instance -> {
                    instance.now(Stage.NOON);
                    instance.reads(names);
                    instance.now(late);
                });
    }

    static Actor laterEraser(String name) {
        return Actor.of(name, Role.ERASER, Stage.NOON.plusSeconds(120), Instance::erases)
                .having(Instance::check);
    }

    private Cast() {}
}
