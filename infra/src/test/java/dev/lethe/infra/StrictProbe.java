package dev.lethe.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.sqs.CfnQueue;

/** Synthesizes what has to be refused, and then the real thing: run by {@link SynthTest} as a process of its own. */
final class StrictProbe {
    public static void main(String[] arguments) throws IOException {
        System.exit(isRefused(Path.of(arguments[2] + "-refused")) && isWritten(arguments) ? 0 : 1);
    }

    private static boolean isRefused(Path out) {
        var app = new App(AppProps.builder()
                .outdir(out.toString())
                .analyticsReporting(false)
                .context(Map.of(Main.STRICT, true))
                .build());
        CfnQueue.Builder.create(new Stack(app, "wrong"), "Queue")
                .messageRetentionPeriod(-1)
                .build();
        try {
            var _ = app.synth();
            return false;
        } catch (RuntimeException _) {
            System.out.println("refused: a queue that CloudFormation would refuse");
            return true;
        }
    }

    private static boolean isWritten(String[] arguments) throws IOException {
        var deployment = DeploymentFile.read(Files.readString(Path.of(arguments[1])));
        return !Main.synth(deployment, Path.of(arguments[0]), Path.of(arguments[2]))
                .isEmpty();
    }

    private StrictProbe() {}
}
