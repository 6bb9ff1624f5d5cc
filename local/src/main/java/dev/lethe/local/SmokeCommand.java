package dev.lethe.local;

import dev.lethe.local.demo.Smoke;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lethe smoke}. */
@Command(
        name = "smoke",
        description = "Hold a deployment to the demo's promises, as far as HTTP alone can. Fails if any is broken.",
        mixinStandardHelpOptions = true)
final class SmokeCommand implements Callable<Integer> {
    @Option(
            names = "--url",
            required = true,
            paramLabel = "URL",
            description = "of the deployment: https, or this machine's")
    String url = "";

    @Option(names = "--token", required = true, paramLabel = "BOT_TOKEN", description = "an access token of a bot")
    String token = "";

    @Option(
            names = "--officer",
            paramLabel = "TOKEN",
            description = "an access token of an officer of the same tenant, to publish the notice `smoke`; without it,"
                    + " examples/notice.json has to be published already")
    Optional<String> officer = Optional.empty();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        return new Smoke(api(), token, officer, System.out).run() ? 0 : 1;
    }

    private URI api() {
        try {
            return Smoke.api(url);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--url: " + e.getMessage(), e);
        }
    }
}
