package dev.lethe.local;

import dev.lethe.api.Access;
import dev.lethe.api.Fn;
import dev.lethe.local.demo.DemoNotice;
import java.io.IOException;

/** Runs events in a fresh world, where the demo's notice is published and nobody has said anything yet. */
public final class SampleEvents {
    static byte[] invoke(Fn fn, byte[] event) throws IOException {
        try (var world = world()) {
            return world.lambdas().invoke(fn, event);
        }
    }

    /** The world that every sample was made for. */
    public static LocalWorld world() throws IOException {
        var world = LocalWorld.startStill(LocalWorld.Options.inMemory().logging(System.err::println));
        DemoNotice.publish(world.uri(), world.tokens().issue(Access.OFFICER, LocalWorld.DEMO));
        return world;
    }

    private SampleEvents() {}
}
