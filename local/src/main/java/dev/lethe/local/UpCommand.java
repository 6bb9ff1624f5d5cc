package dev.lethe.local;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lethe up}. */
@Command(
        name = "up",
        description = "Serve the HTTP API on 127.0.0.1 until Ctrl-C.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "What only this machine has:",
            "  POST /_local/clock {\"advance\": \"P30D\"}                  move time ahead",
            "  GET  /_local/events                                   what other systems were told, newest first",
            "  POST /_local/tokens {\"role\": \"bot\", \"tenant\": \"demo\"}  a token, as `lethe token` prints it",
        })
final class UpCommand implements Callable<Integer> {
    static final int PORT = 8787;

    @Option(names = "--port", defaultValue = "" + PORT, description = "port to listen on (default: ${DEFAULT-VALUE})")
    int port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "keep data in this directory over restarts (default: in memory)")
    @Nullable
    Path data;

    @Option(
            names = "--keys",
            paramLabel = "DIR",
            description = "keep key material in this directory, which must lie apart (default: DIR-keys beside --data)")
    @Nullable
    Path keys;

    @Mixin
    RegimesOption own = new RegimesOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var options = LocalWorld.Options.inMemory().at(port).under(own.files()).logging(System.err::println);
        if (data != null) {
            options = options.keeping(data, apart(data, Optional.ofNullable(keys)));
        } else if (keys != null) {
            System.err.println("lethe: --keys is for use with --data");
            return 2;
        }
        var stopped = new CountDownLatch(1);
        LocalWorld world;
        try {
            world = LocalWorld.start(options);
        } catch (BindException _) {
            System.err.println("lethe: port " + port + " is taken; choose another with --port");
            return 1;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            world.close();
            System.out.println("stopped");
            stopped.countDown();
        }));
        System.out.println("site  " + world.uri() + "/v1/public/" + world.register(LocalWorld.DEMO));
        System.out.println("ready " + world.uri());
        stopped.await();
        return 0;
    }

    /** Where key material goes: never within the data, whose copies it would otherwise open. */
    static Path apart(Path data, Optional<Path> wanted) {
        var inside = data.toAbsolutePath().normalize();
        var chosen = wanted.orElseGet(() -> inside.resolveSibling(inside.getFileName() + "-keys"))
                .toAbsolutePath()
                .normalize();
        if (chosen.startsWith(inside) || inside.startsWith(chosen)) {
            throw new IllegalArgumentException("--keys must lie apart from --data");
        }
        return chosen;
    }
}
