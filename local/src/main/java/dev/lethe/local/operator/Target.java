package dev.lethe.local.operator;

import dev.lethe.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which suite a command is for: the one that is up on this machine, or a deployed one. */
final class Target {
    @Option(names = "--port", defaultValue = "8787", description = "port of `lethe up` (default: ${DEFAULT-VALUE})")
    int port;

    @Option(
            names = "--aws",
            description = "a deployed suite instead, with your own AWS credentials, region and permissions")
    boolean aws;

    @Option(
            names = "--prefix",
            defaultValue = "lethe",
            description = "of the deployment's tables and keys, with --aws (default: ${DEFAULT-VALUE})")
    String prefix = "";

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            defaultValue = "${env:LETHE_AWS_ENDPOINT}",
            description = "of whatever answers as AWS does, with --aws (default: what LETHE_AWS_ENDPOINT says, or AWS)")
    @Nullable
    URI endpoint;

    /** Of the deployment's checkpoints, for commands that read them; what its stacks call it where nobody says. */
    @Nullable
    String bucket;

    /** Carries a command out, and prints what it tells. */
    int run(String call, Map<String, Object> body, Predicate<Operator> command)
            throws IOException, InterruptedException {
        return run(call, body, command, System.out::println);
    }

    /**
     * Carries a command out.
     *
     * @param call what the suite that is up is asked
     * @param command the same for a deployed one
     * @param told takes each line
     * @return the exit code
     */
    int run(String call, Map<String, Object> body, Predicate<Operator> command, Consumer<String> told)
            throws IOException, InterruptedException {
        if (aws) {
            var deployment = new Deployment(prefix, Optional.ofNullable(endpoint));
            var operator = new Operator(deployment.suite(), deployment.checkpoints(Optional.ofNullable(bucket)), told);
            return command.test(operator) ? 0 : 1;
        }
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/_local/" + call))
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.write(body)))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var response = client.send(request, HttpResponse.BodyHandlers.ofLines());
            try (var lines = response.body()) {
                if (response.statusCode() != 200) {
                    System.err.println("lethe: that was refused; see --help");
                    return 2;
                }
                return tell(lines.iterator(), told);
            }
        } catch (ConnectException _) {
            System.err.println("lethe: nothing answers on port " + port + "; start it with ./lethe up, or use --aws");
            return 1;
        }
    }

    /** Tells of each line as it comes. */
    private static int tell(Iterator<String> lines, Consumer<String> told) {
        try {
            while (lines.hasNext()) {
                var said =
                        Json.read(lines.next().getBytes(StandardCharsets.UTF_8)).orElse(Map.of());
                if (said instanceof Map<?, ?> map && map.get("line") instanceof String line) {
                    told.accept(line);
                } else if (said instanceof Map<?, ?> map && map.get("sound") instanceof Boolean sound) {
                    return sound ? 0 : 1;
                }
            }
        } catch (UncheckedIOException _) {
            // It ended in the middle of a line.
        }
        System.err.println("lethe: that was cut off; the same command again takes it up");
        return 1;
    }
}
