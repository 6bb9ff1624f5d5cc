package dev.lethe.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.lethe.api.Access;
import dev.lethe.api.Table;
import dev.lethe.local.demo.DemoNotice;
import dev.lethe.local.demo.Smoke;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The smoke test tells a suite that keeps its promises from one that does not, and leaves nobody behind in either. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SmokeTest {
    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final LocalWorld world;
    private final String bot;
    private final String officer;

    SmokeTest() throws IOException {
        world = LocalWorld.startStill(LocalWorld.Options.inMemory());
        bot = world.tokens().issue(Access.BOT, LocalWorld.DEMO);
        officer = world.tokens().issue(Access.OFFICER, LocalWorld.DEMO);
    }

    @AfterAll
    void end() {
        world.close();
    }

    @BeforeEach
    void forgetWhatWasPrinted() {
        printed.reset();
    }

    @Test
    void aSuiteThatKeepsItsPromisesPassesAsOftenAsOneLikes() {
        letTheSweepsEnd();
        var living = livingPeople();
        var messages = rows(Table.RECORDS, "MESSAGE");
        for (var run = 0; run < 2; run++) {
            assertThat(smoke(world.uri(), bot, Optional.of(officer)))
                    .as(printed())
                    .isTrue();
        }
        assertThat(printed()).doesNotContain("✗").doesNotContain(bot).doesNotContain(officer);
        assertThat(livingPeople()).isEqualTo(living);
        assertThat(rows(Table.RECORDS, "MESSAGE")).isGreaterThan(messages);
        letTheSweepsEnd();
        assertThat(rows(Table.RECORDS, "MESSAGE")).isEqualTo(messages);
    }

    private void letTheSweepsEnd() {
        world.advance("PT5M");
        world.advance("PT25M");
    }

    @Test
    void withoutAnOfficerTheNoticeOfTheExamplesIsUsed() {
        DemoNotice.publish(world.uri(), officer);
        assertThat(smoke(world.uri(), bot, Optional.empty())).as(printed()).isTrue();
        assertThat(printed()).contains("no officer's token was given").doesNotContain("smoke-chat-history");
    }

    @Test
    void whatNeedsTimeOrALookInsideIsNamedAsLeftOut() {
        smoke(world.uri(), bot, Optional.of(officer));
        assertThat(printed().lines().filter(line -> line.startsWith("  – ")))
                .hasSize(7)
                .anyMatch(line -> line.contains("half an hour"))
                .anyMatch(line -> line.contains("a month"))
                .anyMatch(line -> line.contains("restored copy"));
        assertThat(printed()).contains("7 more were left out");
    }

    @Test
    void aWrongTokenBreaksPromises() {
        assertThat(smoke(world.uri(), bot + "x", Optional.of(officer))).isFalse();
        assertThat(printed()).contains("promises were broken").doesNotContain(bot);
    }

    @Test
    void aBotIsNoOfficer() {
        assertThat(smoke(world.uri(), bot, Optional.of(bot))).isFalse();
        assertThat(printed()).contains("✗ PUT /v1/notices/smoke → 403");
    }

    @Test
    void aServerThatSaysYesToEverythingBreaksPromises() throws IOException {
        try (var server = new Server(exchange -> answer(exchange, 200, NOTHING))) {
            assertThat(smoke(server.uri(), bot, Optional.of(officer))).isFalse();
        }
        assertThat(printed()).contains("✗ POST /v1/messages, before anybody was asked → 200");
    }

    @Test
    void aServerThatOnlySaysThatItErasedIsFound() throws IOException {
        try (var server = new Server(exchange -> {
            if (exchange.getRequestURI().getPath().equals("/v1/requests")) {
                answer(exchange, 202, "{\"status\":\"erasing\",\"request\":\"r\"}".getBytes(StandardCharsets.UTF_8));
            } else {
                forward(exchange, exchange.getRequestBody().readAllBytes());
            }
        })) {
            assertThat(smoke(server.uri(), bot, Optional.of(officer))).isFalse();
        }
        assertThat(printed()).contains("✗ GET …/messages → 200");
    }

    @Test
    void whoBeginsIsForgottenThoughTheRunBreaksOff() throws IOException {
        try (var server = new Server(exchange -> {
            var body = exchange.getRequestBody().readAllBytes();
            if (new String(body, StandardCharsets.UTF_8).contains("\"withdraw\"")) {
                exchange.close();
            } else {
                forward(exchange, body);
            }
        })) {
            var before = livingPeople();
            assertThat(smoke(server.uri(), bot, Optional.of(officer))).isFalse();
            assertThat(livingPeople()).isEqualTo(before);
        }
        assertThat(printed()).contains("✗ the suite answers every call").doesNotContain("✗ Mark");
    }

    @Test
    void nobodyWhoAnswersIsNoPass() throws IOException {
        var gone = new Server(HttpExchange::close);
        gone.close();
        assertThat(smoke(gone.uri(), bot, Optional.empty())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com",
                "http://127.0.0.1.example.com",
                "http://localhost.example.com",
                "https://somebody@example.com",
                "https://example.com/prod",
                "https://example.com?a=b",
                "https://example.com#a",
                "https:example.com",
                "ftp://127.0.0.1",
                "example.com",
                "https://",
                "no address",
                ""
            })
    void aTokenIsSentNowhereElse(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> Smoke.api(url)).withMessageNotContaining("example");
        assertThat(command("--url", url, "--token", "t")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "https://example.com/",
                "http://127.0.0.1:8787",
                "http://localhost:8787/",
                "http://[::1]:8787"
            })
    void aDeploymentAndThisMachineAreAddresses(String url) {
        assertThat(Smoke.api(url)).hasToString(url);
    }

    @Test
    void theCommandSaysByItsExitCodeWhatItFound() {
        var out = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            var url = world.uri().toString();
            assertThat(command("--url", url, "--token", bot, "--officer", officer))
                    .isZero();
            assertThat(command("--url", url, "--token", officer)).isEqualTo(1);
            assertThat(command("--url", url)).isEqualTo(2);
        } finally {
            System.setOut(out);
        }
    }

    private static int command(String... options) {
        var line = new CommandLine(new SmokeCommand());
        line.setErr(new PrintWriter(Writer.nullWriter()));
        return line.execute(options);
    }

    private boolean smoke(URI at, String botToken, Optional<String> officerToken) {
        return new Smoke(at, botToken, officerToken, new PrintStream(printed, true, StandardCharsets.UTF_8)).run();
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private long livingPeople() {
        return world.dynamo().scanPaginator(r -> r.tableName(world.tables().get(Table.KEYS))).items().stream()
                .filter(row -> row.get("kind") != null
                        && "SUBJECT_KEY".equals(row.get("kind").s()))
                .filter(row -> row.containsKey("wrapped"))
                .count();
    }

    private long rows(Table table, String kind) {
        return world.dynamo().scanPaginator(r -> r.tableName(world.tables().get(table))).items().stream()
                .filter(row ->
                        row.get("kind") != null && kind.equals(row.get("kind").s()))
                .count();
    }

    private void forward(HttpExchange exchange, byte[] body) throws IOException {
        var request = HttpRequest.newBuilder(
                        world.uri().resolve(exchange.getRequestURI().toString()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        for (var name : List.of("Authorization", "Content-Type")) {
            Optional.ofNullable(exchange.getRequestHeaders().getFirst(name))
                    .ifPresent(value -> request.header(name, value));
        }
        try (var client = HttpClient.newHttpClient()) {
            var response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            answer(exchange, response.statusCode(), response.body());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** A server that does as it likes. */
    private static final class Server implements AutoCloseable {
        private final HttpServer http;

        Server(HttpHandler handler) throws IOException {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
            http.createContext("/", handler);
            http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            http.start();
        }

        URI uri() {
            return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
        }

        @Override
        public void close() {
            http.stop(0);
        }
    }
}
