package dev.lethe.local;

import dev.lethe.local.demo.Demo;
import dev.lethe.local.engine.Engines;
import dev.lethe.local.engine.Made;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lethe demo}. */
@Command(
        name = "demo",
        description =
                "Play a real day: people talk to a bot, agree, refuse, withdraw, are forgotten. Fails if any step does.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            defaultValue = "${env:LETHE_AWS_ENDPOINT}",
            description = "with tables and keys at whatever answers as AWS does, which are removed again"
                    + " (default: what LETHE_AWS_ENDPOINT says, or engines of this machine)")
    private @Nullable URI endpoint;

    @Override
    public Integer call() throws IOException {
        var here = LocalWorld.Options.inMemory();
        var options = Optional.ofNullable(endpoint)
                .map(at -> here.at(Engines.Elsewhere.of(at), Made.unique("lethe-demo")))
                .orElse(here);
        try (var world = LocalWorld.startStill(options)) {
            return new Demo(world, System.out).play() ? 0 : 1;
        }
    }
}
