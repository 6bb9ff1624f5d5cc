package dev.lethe.local.operator;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lethe backup}. */
@Command(
        name = "backup",
        description = {
            "Copy the tables of the suite that is up on this machine, row by row, to tables of another name.",
            "What point-in-time recovery would give on AWS, for trying `lethe restore`."
        },
        mixinStandardHelpOptions = true)
public final class BackupCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "what the copies' names begin with")
    String name = "";

    @Option(names = "--port", defaultValue = "8787", description = "port of `lethe up` (default: ${DEFAULT-VALUE})")
    int port;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var target = new Target();
        target.port = port;
        return target.run("backup", Map.of("name", name), _ -> false);
    }
}
