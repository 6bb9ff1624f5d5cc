package dev.lethe.local.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Access;
import dev.lethe.api.Table;
import dev.lethe.epoch.EpochRules;
import dev.lethe.http.Json;
import dev.lethe.local.LocalWorld;
import dev.lethe.local.demo.DemoNotice;
import dev.lethe.local.demo.Http;
import dev.lethe.local.evidence.VerifyCommand;
import dev.lethe.local.gateway.Gateway;
import dev.lethe.local.port.OneEndpoint;
import dev.lethe.retention.Purge;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The operator's commands, as they are typed, for the suite that is up and for one behind an endpoint of AWS's kind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandsTest {
    private static final Map<String, String> CREDENTIALS =
            Map.of("aws.accessKeyId", "test", "aws.secretAccessKey", "test", "aws.region", "us-east-1");

    private final Map<String, Optional<String>> before = new HashMap<>();
    private LocalWorld world;
    private OneEndpoint endpoint;

    /** What a command said, and its exit code. */
    private record Said(int code, List<String> out, List<String> err) {}

    CommandsTest() throws IOException {
        this.world = LocalWorld.startStill(LocalWorld.Options.inMemory());
        this.endpoint = new OneEndpoint(
                world.dynamo().serviceClientConfiguration().endpointOverride().orElseThrow(),
                world.kms().endpoint(),
                world.objects().endpoint());
    }

    @BeforeAll
    void begin() {
        CREDENTIALS.forEach((name, value) -> before.put(name, Optional.ofNullable(System.setProperty(name, value))));
        DemoNotice.publish(world.uri(), world.tokens().issue(Access.OFFICER, LocalWorld.DEMO));
        var bot = new Http(world.uri(), world.tokens().issue(Access.BOT, LocalWorld.DEMO));
        var said = bot.post(
                "/v1/messages",
                Map.of(
                        "subject",
                        Map.of("channel", "messenger", "userId", "24601337"),
                        "conversationId",
                        "t_1",
                        "purposes",
                        List.of("service"),
                        "messages",
                        List.of(Map.of(
                                "messageId",
                                "m_1",
                                "author",
                                "person",
                                "text",
                                "hello",
                                "sentAt",
                                "2026-01-01T00:00:00Z"))));
        assertThat(said.status()).isEqualTo(201);
    }

    @AfterAll
    void end() {
        endpoint.close();
        world.close();
        before.forEach((name, value) ->
                value.ifPresentOrElse(was -> System.setProperty(name, was), () -> System.clearProperty(name)));
    }

    private static Said run(Object command, String... arguments) {
        var out = System.out;
        var err = System.err;
        var said = new ByteArrayOutputStream();
        var failed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(failed, true, StandardCharsets.UTF_8));
        try {
            var code = new CommandLine(command).execute(arguments);
            return new Said(
                    code,
                    said.toString(StandardCharsets.UTF_8).lines().toList(),
                    failed.toString(StandardCharsets.UTF_8).lines().toList());
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private String[] here(String... arguments) {
        return with(arguments, "--port", Integer.toString(world.uri().getPort()));
    }

    private String[] there(String... arguments) {
        return with(arguments, "--aws", "--endpoint", endpoint.uri().toString());
    }

    private static String[] with(String[] arguments, String... more) {
        return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new);
    }

    private List<Map<String, AttributeValue>> rows() {
        return Stream.of(Table.values())
                .flatMap(table ->
                        world
                                .dynamo()
                                .scanPaginator(r -> r.tableName(world.tables().get(table)))
                                .items()
                                .stream())
                .toList();
    }

    @Test
    void keysAreRotatedVerifiedAndToldOfThroughAnEndpointOfAws() {
        var asked = run(new KeysCommand(), there("rotate"));
        assertThat(asked.code()).as(asked.toString()).isZero();
        assertThat(asked.out()).anyMatch(line -> line.matches("epoch \\d+ begins at .*Z, .*"));
        assertThat(run(new KeysCommand(), there("status")).out()).anyMatch(line -> line.contains("preparing"));
        // Only here can time be moved on; who comes later takes it up.
        world.clock().advance(EpochRules.TAG_COUNTS.toString());
        var rotated = run(new KeysCommand(), here("rotate"));
        assertThat(rotated.code()).as(rotated.toString()).isZero();
        assertThat(rotated.out()).anyMatch(line -> line.matches("epoch \\d+ has begun.*"));
        var status = run(new KeysCommand(), there("status"));
        assertThat(status.code()).as(status.toString()).isZero();
        assertThat(status.out()).anyMatch(line -> line.contains("current")).anyMatch(line -> line.contains("retiring"));
        assertThat(run(new KeysCommand(), here("status")).out())
                .as("the suite that is up is the same")
                .isEqualTo(status.out());
        var verified = run(new KeysCommand(), there("verify"));
        assertThat(verified.code()).as(verified.toString()).isZero();
        assertThat(verified.out()).anyMatch(line -> line.matches("[1-9]\\d* keys unwrap, 0 do not"));
    }

    /** The first says what was due; whoever asks again finds nothing more, and a stop that an officer ordered is kept to. */
    @Test
    void allTenantsArePurgedThroughAnEndpointOfAwsAsOfTheSuiteThatIsUp() {
        var first = run(new PurgeCommand(), there());
        assertThat(first.code()).as(first.toString()).isZero();
        assertThat(first.out())
                .anyMatch(line -> line.matches("demo: \\d+ days ended, \\d+ items purged, 0 quarantined, lag PT.*"))
                .anyMatch(line -> line.matches("\\d+ tenants: .* 0 failed"));
        var officer = new Http(world.uri(), world.tokens().issue(Access.OFFICER, LocalWorld.DEMO));
        var until = world.clock().instant().plus(Duration.ofHours(1)).toString();
        officer.send("PUT", "/v1/purge-pause", Json.write(Map.of("reason", "We look into it", "until", until)));
        var again = run(new PurgeCommand(), here("--json"));
        officer.send("DELETE", "/v1/purge-pause", new byte[0]);
        assertThat(again.code()).as(again.toString()).isZero();
        assertThat(again.out())
                .anyMatch(line -> line.contains("\"tenant\":\"demo\"") && line.contains("\"outcome\":\"paused\""))
                .last()
                .asString()
                .contains("\"itemsPurged\":0", "\"paused\":1", "\"failed\":0", "\"complete\":true");
    }

    @Test
    void aPurgeThatFailsForATenantSaysForWhichAndFails() {
        var lines = new ArrayList<String>();
        var told = new Purging(lines::add, false);
        var broken = new Purge.Outcome.Failed(LocalWorld.DEMO);
        told.tell(broken);
        assertThat(lines).containsExactly("demo: failed; the same command takes it up");
        assertThat(told.tell(new Purge.Report(2, 0, 0, 0, 0, 0, 1, Duration.ZERO, false)))
                .isFalse();
        assertThat(lines.getLast()).contains("1 failed", "not done");
    }

    @Test
    void aRehearsedRestoreThroughAnEndpointOfAwsChangesNothing() {
        world.backup("there");
        var before = rows();
        var names = new String[] {
            "--keys", "there-keys", "--records", "there-records", "--evidence", "there-evidence", "--dry-run"
        };
        var said = run(new RestoreCommand(), there(names));
        assertThat(said.code()).as(said.toString()).isZero();
        assertThat(said.out()).anyMatch(line -> line.startsWith("nothing was changed"));
        assertThat(rows()).isEqualTo(before);
        assertThat(run(new RestoreCommand(), here(names)).out()).isEqualTo(said.out());
    }

    @Test
    void evidenceIsTakenOutThroughAnEndpointOfAwsAsOfTheSuiteThatIsUp(@TempDir Path directory) {
        world.pump();
        var there = directory.resolve("there").toString();
        var said = run(new EvidenceCommand(), there("export", "--bucket", "checkpoints", "--out", there));
        assertThat(said.code()).as(said.toString()).isZero();
        var here = directory.resolve("here").toString();
        assertThat(run(new EvidenceCommand(), here("export", "--receipts", "--out", here))
                        .code())
                .isZero();
        for (var out : List.of(there, here)) {
            var verified = run(new VerifyCommand(), out);
            assertThat(verified.code()).as(verified.toString()).isZero();
        }
        assertThat(run(new EvidenceCommand(), here("export", "--out", here)).code())
                .as("nothing is written over")
                .isEqualTo(2);
        assertThat(directory.resolve("there/evidence.ndjson"))
                .hasSameTextualContentAs(directory.resolve("here/evidence.ndjson"));
    }

    @Test
    void withoutTheBucketNoExportIsWhole(@TempDir Path directory) {
        var out = directory.resolve("none").toString();
        assertThat(run(
                                new EvidenceCommand(),
                                there("export", "--bucket", "no-such", "--prefix", "nobody", "--out", out))
                        .code())
                .isNotZero();
        assertThat(run(new VerifyCommand(), out).code()).isEqualTo(2);
    }

    @Test
    void aTenantIsLetInThroughAnEndpointOfAws() {
        var said = run(
                new TenantsCommand(),
                "add",
                "newcomer",
                "--client",
                "client-1",
                "--endpoint",
                endpoint.uri().toString());
        assertThat(said.code()).as(said.toString()).isZero();
        assertThat(rows())
                .anyMatch(row ->
                        row.getOrDefault("pk", AttributeValue.fromS("")).s().equals("CLIENT#client-1"));
    }

    @Test
    void aDeploymentThatIsNotThereIsToldAndNothingElse() {
        var said = run(new KeysCommand(), there("status", "--prefix", "nobody"));
        assertThat(said.code()).isNotZero();
    }

    @Test
    void theSuiteThatIsUpIsBackedUpAndRestored() {
        assertThat(run(new BackupCommand(), here("here")).out())
                .containsExactly("here-evidence", "here-keys", "here-records");
        var said = run(new RestoreCommand(), here("--records", "here-records"));
        assertThat(said.code()).as(said.toString()).isZero();
        assertThat(said.out())
                .startsWith("closed: nobody is answered until this is done")
                .contains("open");
    }

    @Test
    void aCommandThatFailsOnTheWaySaysSo() {
        var said = run(new RestoreCommand(), here("--dry-run", "--keys", "no-such-table"));
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out()).containsExactly("failed: StoreUnavailable");
        assertThat(said.err()).singleElement().asString().contains("cut off");
    }

    @Test
    void whatTheSuiteDoesNotTakeIsRefused() {
        assertThat(run(new BackupCommand(), here("lethe")).code()).isEqualTo(1);
        assertThat(run(new RestoreCommand(), here()).code()).isEqualTo(2);
    }

    private static boolean comes(CountDownLatch awaited) {
        try {
            return awaited.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The command goes on only when its first line has been printed. */
    @Test
    void aLineIsPrintedWhileTheCommandGoesOn() throws IOException {
        var printed = new CountDownLatch(1);
        var out = System.out;
        try (var gateway = Gateway.start(
                0,
                world.lambdas(),
                world.tokens(),
                (_, _) -> Optional.of(new Gateway.Answer.Told(told -> {
                    told.accept("first");
                    return comes(printed);
                })))) {
            System.setOut(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8) {
                @Override
                public void println(@Nullable String line) {
                    if ("first".equals(line)) {
                        printed.countDown();
                    }
                }
            });
            var port = Integer.toString(gateway.uri().getPort());
            assertThat(new CommandLine(new KeysCommand()).execute("status", "--port", port))
                    .isZero();
        } finally {
            System.setOut(out);
        }
    }

    @Test
    void aCommandGoesOnWhenWhoAskedForItHasLeft() throws IOException {
        var left = new CountDownLatch(1);
        var done = new CountDownLatch(1);
        try (var gateway = Gateway.start(
                0,
                world.lambdas(),
                world.tokens(),
                (_, _) -> Optional.of(new Gateway.Answer.Told(told -> {
                    told.accept("first");
                    var gone = comes(left);
                    for (var line = 0; line < 10_000; line++) {
                        told.accept("nobody reads this, however long it is");
                    }
                    done.countDown();
                    return gone;
                })))) {
            try (var socket =
                    new Socket(InetAddress.getLoopbackAddress(), gateway.uri().getPort())) {
                socket.getOutputStream()
                        .write("POST /_local/keys/status HTTP/1.1\r\nHost: here\r\nContent-Length: 0\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(socket.getInputStream().read()).isEqualTo('H');
            }
            left.countDown();
            assertThat(comes(done)).isTrue();
        }
    }
}
