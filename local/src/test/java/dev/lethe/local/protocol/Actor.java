package dev.lethe.local.protocol;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Somebody who does one thing with the suite, step by step, and the same again whenever what they are answered is the same.
 *
 * @param name tells this one's chance and keys from everybody else's
 * @param at what their clock says; clocks may differ
 * @param before what they have done before the race begins, so that their caches are warm
 * @param again who does it once more, from the start and cold, should this one be cut off
 * @param through what calls go through on their way
 */
record Actor(
        String name,
        Role role,
        Instant at,
        Consumer<Instance> before,
        Function<Instance, Ended> work,
        Optional<Actor> again,
        UnaryOperator<Port> through) {

    /** What is watched about somebody. */
    enum Role {
        WRITER,
        READER,
        ERASER,
        RETURNER,
        DESTROYER,
        SWEEPER,
        ROTATION
    }

    static Actor of(String name, Role role, Instant at, Function<Instance, Ended> work) {
        return new Actor(name, role, at, _ -> {}, work, Optional.empty(), port -> port);
    }

    Actor having(Consumer<Instance> done) {
        return new Actor(name, role, at, done, work, again, through);
    }

    /** The same, taken up once more after it is cut off. */
    Actor restarting() {
        return new Actor(
                name, role, at, before, work, Optional.of(of(name + " again", role, at.plusSeconds(1), work)), through);
    }

    /** The same, whose calls go another way. */
    Actor through(UnaryOperator<Port> way) {
        return new Actor(name, role, at, before, work, again, way);
    }

    Instance instance(Port port) {
        return new Instance(through.apply(port), name.hashCode(), at);
    }
}
