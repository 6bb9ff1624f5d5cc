package dev.lethe.local.operator;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lethe purge}. */
@Command(
        name = "purge",
        description = {
            "Purge every tenant now, as the hourly schedule does: end the days that are over, remove what expiry left behind.",
            "Fails if a tenant's purge could not be carried out. Purges that somebody has stopped rest here, too."
        },
        mixinStandardHelpOptions = true)
public final class PurgeCommand implements Callable<Integer> {
    @Mixin
    private Target target = new Target();

    @Option(names = "--json", description = "a line of JSON for each tenant, and one for all of them")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        return target.run("purge", Map.of("json", json), operator -> operator.purge(json));
    }
}
