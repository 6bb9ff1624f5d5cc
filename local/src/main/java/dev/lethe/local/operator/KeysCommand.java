package dev.lethe.local.operator;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lethe keys}. */
@Command(
        name = "keys",
        description = "The keys that wrap all others: rotate them, tell of them, verify what they wrap.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {KeysCommand.Rotate.class, KeysCommand.Status.class, KeysCommand.Verify.class})
public final class KeysCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        picocli.CommandLine.usage(this, System.out);
        return 0;
    }

    @Command(
            name = "rotate",
            description = {
                "Make the key of a new epoch, which begins ten minutes later, when that key is known everywhere; and take"
                        + " every step that is due in the life of the old ones.",
                "What a run cannot finish, the next takes up; so does the hourly schedule."
            },
            mixinStandardHelpOptions = true)
    static final class Rotate implements Callable<Integer> {
        @Mixin
        private Target target = new Target();

        @Override
        public Integer call() throws IOException, InterruptedException {
            return target.run("keys/rotate", Map.of(), Operator::rotate);
        }
    }

    @Command(
            name = "status",
            description = "Tell of every epoch: its state, since when, and how many keys it wraps.",
            mixinStandardHelpOptions = true)
    static final class Status implements Callable<Integer> {
        @Mixin
        private Target target = new Target();

        @Override
        public Integer call() throws IOException, InterruptedException {
            return target.run("keys/status", Map.of(), Operator::status);
        }
    }

    @Command(
            name = "verify",
            description = "Unwrap every key once, and forget it. Fails if one does not unwrap, or stands in two rows.",
            mixinStandardHelpOptions = true)
    static final class Verify implements Callable<Integer> {
        @Mixin
        private Target target = new Target();

        @Override
        public Integer call() throws IOException, InterruptedException {
            return target.run("keys/verify", Map.of(), Operator::verify);
        }
    }
}
