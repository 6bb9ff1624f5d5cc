package dev.lethe.local;

import dev.lethe.http.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lethe token}. */
@Command(name = "token", description = "Print a token for a suite that is up.", mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ROLE", description = "bot, officer or responder")
    String role = "";

    @Option(names = "--tenant", defaultValue = "demo", description = "whose token (default: ${DEFAULT-VALUE})")
    String tenant = "";

    @Option(
            names = "--port",
            defaultValue = "" + UpCommand.PORT,
            description = "port of `lethe up` (default: ${DEFAULT-VALUE})")
    int port;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/_local/tokens"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.write(Map.of("role", role, "tenant", tenant))))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() == 200
                    && Json.read(response.body()).orElse(Map.of()) instanceof Map<?, ?> answer) {
                System.out.println(answer.get("token"));
                return 0;
            }
            System.err.println("lethe: a role is bot, officer or responder; a tenant is a short lower-case slug");
            return 2;
        } catch (ConnectException _) {
            System.err.println("lethe: nothing answers on port " + port + "; start it with ./lethe up");
            return 1;
        }
    }
}
