package dev.lethe.local;

import dev.lethe.local.evidence.VerifyCommand;
import dev.lethe.local.operator.BackupCommand;
import dev.lethe.local.operator.EvidenceCommand;
import dev.lethe.local.operator.KeysCommand;
import dev.lethe.local.operator.PurgeCommand;
import dev.lethe.local.operator.RestoreCommand;
import dev.lethe.local.operator.TenantsCommand;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The launcher's commands. */
@Command(
        name = "lethe",
        description = "A lawful memory for social-media chatbots, on this machine.",
        subcommands = {
            UpCommand.class,
            DemoCommand.class,
            SmokeCommand.class,
            TokenCommand.class,
            InvokeCommand.class,
            KeysCommand.class,
            PurgeCommand.class,
            EvidenceCommand.class,
            VerifyCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            TenantsCommand.class,
            DeadlineCommand.class,
            ObligationsCommand.class,
            IncidentCommand.class,
            RegimesCommand.class,
            SynthCommand.class
        },
        mixinStandardHelpOptions = true,
        version = "lethe 0.1.0",
        synopsisSubcommandLabel = "COMMAND")
public final class Main implements Callable<Integer> {
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main())
                .setExecutionExceptionHandler((failure, line, _) -> {
                    line.getErr().println("lethe: " + said(failure));
                    return 1;
                })
                .execute(arguments));
    }

    private static String said(Exception failure) {
        var message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    @Override
    public Integer call() {
        CommandLine.usage(this, System.out);
        return 0;
    }
}
