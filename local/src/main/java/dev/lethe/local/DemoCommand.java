package dev.lethe.local;

import dev.lethe.local.demo.Demo;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code lethe demo}. */
@Command(
        name = "demo",
        description =
                "Play a real day: people talk to a bot, agree, refuse, withdraw, are forgotten. Fails if any step does.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    @Override
    public Integer call() throws IOException {
        try (var world = LocalWorld.startStill(LocalWorld.Options.inMemory())) {
            return new Demo(world, System.out).play() ? 0 : 1;
        }
    }
}
