package dev.lethe.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/** {@code lethe synth}: writes the templates of a deployment, checked by CDK's strict rules, for the CDK's command line to deploy. */
public final class Main {
    /** CDK refuses a template that CloudFormation would refuse. */
    static final String STRICT = "@aws-cdk/core:validateAgainstDefaultRules";

    private static final String USAGE = """
        Usage: lethe synth [--config FILE] [--out DIR]
        Write the CloudFormation templates of a deployment. Needs Node.
          --config FILE  the deployment (default: infra/config/dev.json)
          --out DIR      where templates go (default: cdk.out)\
        """;

    /**
     * Runs the command.
     *
     * @param arguments as on the command line; before them the zip of the functions and the default configuration
     */
    public static void main(String[] arguments) throws IOException {
        System.exit(run(arguments));
    }

    private static int run(String[] arguments) throws IOException {
        var options = new LinkedHashMap<String, String>(Map.of("--config", arguments[1], "--out", "cdk.out"));
        for (var i = 2; i < arguments.length; i += 2) {
            if (!options.containsKey(arguments[i]) || i + 1 == arguments.length) {
                var asked = arguments[i].equals("--help") || arguments[i].equals("-h");
                (asked ? System.out : System.err).println(USAGE);
                return asked ? 0 : 2;
            }
            options.put(arguments[i], arguments[i + 1]);
        }
        var config = Path.of(options.getOrDefault("--config", ""));
        if (!Files.isReadable(config)) {
            System.err.println("lethe: the deployment's file cannot be read: " + config);
            return 2;
        }
        try {
            var deployment = DeploymentFile.read(Files.readString(config));
            var out = synth(deployment, Path.of(arguments[0]), Path.of(options.getOrDefault("--out", "")));
            System.out.println("Wrote the templates of " + deployment.prefix() + " to " + out);
            return 0;
        } catch (IllegalArgumentException e) {
            System.err.println("lethe: " + e.getMessage());
            return 2;
        }
    }

    /** Writes the templates; returns where they are. */
    static String synth(Deployment deployment, Path asset, Path out) {
        var app = new App(AppProps.builder()
                .outdir(out.toAbsolutePath().toString())
                .analyticsReporting(false)
                .treeMetadata(false)
                .context(Map.of(STRICT, true))
                .build());
        var _ = new Stacks(app, deployment, asset.toAbsolutePath().toString());
        return app.synth().getDirectory();
    }

    private Main() {}
}
