package dev.lethe.local.operator;

import dev.lethe.http.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
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

    /**
     * Carries a command out.
     *
     * @param call what the suite that is up is asked
     * @param command the same for a deployed one
     * @return the exit code
     */
    int run(String call, Map<String, Object> body, Predicate<Operator> command)
            throws IOException, InterruptedException {
        if (aws) {
            return command.test(new Operator(Deployment.suite(prefix), System.out::println)) ? 0 : 1;
        }
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/_local/" + call))
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.write(body)))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() == 200
                    && Json.read(response.body()).orElse(Map.of()) instanceof Map<?, ?> answer
                    && answer.get("lines") instanceof List<?> lines) {
                lines.forEach(System.out::println);
                return Boolean.TRUE.equals(answer.get("sound")) ? 0 : 1;
            }
            System.err.println("lethe: that was refused; see --help");
            return 2;
        } catch (ConnectException _) {
            System.err.println("lethe: nothing answers on port " + port + "; start it with ./lethe up, or use --aws");
            return 1;
        }
    }
}
