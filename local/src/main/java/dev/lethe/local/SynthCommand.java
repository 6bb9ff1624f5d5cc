package dev.lethe.local;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lethe synth}, as the launcher explains it. It runs in {@code infra}, which needs CDK and Node; nothing here does. */
@Command(
        name = "synth",
        description = "Write the CloudFormation templates of a deployment; see docs/PRODUCTION.md. Needs Node.",
        mixinStandardHelpOptions = true)
final class SynthCommand implements Callable<Integer> {
    @Option(names = "--config", paramLabel = "FILE", description = "the deployment (default: infra/config/dev.json)")
    private Path config = Path.of("");

    @Option(names = "--out", paramLabel = "DIR", description = "where templates go (default: cdk.out)")
    private Path out = Path.of("");

    @Override
    public Integer call() {
        System.err.println("lethe: only the launcher does this: ./lethe synth --config " + config + " --out " + out);
        return 2;
    }
}
