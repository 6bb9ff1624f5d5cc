package dev.lethe.local.env;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Table;
import dev.lethe.aws.KmsKeyWrap;
import dev.lethe.crypto.KeyName;
import dev.lethe.crypto.WrappedKey;
import dev.lethe.kernel.StorageId;
import dev.lethe.local.canary.Canaries;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The memory of an environment, searched as a file: nobody's words once a request is answered, no key once it is too old or
 * was to be forgotten. The engines, which hold keys by their nature, run in this process; the suite alone in the one dumped.
 */
@Timeout(300)
class HeapDumpTest {
    private static final long SEED = 20_260_301;
    private static final Words WORDS = new Words(SEED);

    @TempDir
    private static Path directory;

    private static final Canaries EARLY = words(DumpedLife.EARLY);
    private static final Canaries LAST = words(DumpedLife.LAST);
    private static final Canaries EVERYBODYS = new Canaries();

    @BeforeAll
    static void live() throws Exception {
        try (var engines = new Engines()) {
            Env.at(engines.dynamo(), engines.kms.endpoint(), Clock.systemUTC(), new Random(SEED))
                    .open();
            var output = directory.resolve("output").toFile();
            var child = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            DumpedLife.class.getName(),
                            engines.dynamo().toString(),
                            engines.kms.endpoint().toString(),
                            directory.toString(),
                            Long.toString(SEED))
                    .redirectErrorStream(true)
                    .redirectOutput(output)
                    .start();
            assertThat(child.waitFor(240, TimeUnit.SECONDS)).isTrue();
            assertThat(child.exitValue()).as(Files.readString(output.toPath())).isZero();

            var keys = engines.rows(Table.KEYS, "SUBJECT_KEY").stream()
                    .sorted((one, two) -> text(one, "createdAt").compareTo(text(two, "createdAt")))
                    .toList();
            assertThat(keys).hasSize(2);
            EARLY.addBytes("subject key", subjectKey(engines, keys.getFirst()));
            LAST.addBytes("subject key", subjectKey(engines, keys.getLast()));
            for (var row : engines.rows(Table.KEYS, "DAY_KEY")) {
                var day = LocalDate.parse(text(row, "sk").replaceAll(".*#", ""));
                EVERYBODYS.addBytes("day key", open(engines, row, KeyName.day(Env.SHOP, day)));
            }
            for (var row : engines.rows(Table.KEYS, "PSEUDONYM_KEY")) {
                EVERYBODYS.addBytes("pseudonym key", open(engines, row, KeyName.pseudonym(Env.SHOP, 1)));
            }
        }
    }

    @Test
    void whatIsHeldIsFound() {
        var planted = new Canaries().add("text", WORDS.text("planted")).addBytes("key", WORDS.key("planted"));
        for (var dump : List.of(DumpedLife.WARM, DumpedLife.LATE, DumpedLife.FORGOTTEN)) {
            assertThat(planted.find(directory.resolve(dump))).as(dump).contains("text in UTF-8", "key in raw");
        }
    }

    /** Keys in the cache, and nowhere else: no answer of the key service is left in any buffer. */
    @Test
    void aWarmEnvironmentHoldsKeysAndNoWord() {
        var warm = directory.resolve(DumpedLife.WARM);
        assertThat(EARLY.find(warm)).containsExactly("subject key in raw");
        assertThat(EVERYBODYS.find(warm)).containsExactly("day key in raw", "pseudonym key in raw");
    }

    @Test
    void aKeyThatIsTooOldIsGone() {
        var late = directory.resolve(DumpedLife.LATE);
        assertThat(EARLY.find(late)).isEmpty();
        assertThat(LAST.find(late)).containsExactly("subject key in raw");
    }

    @Test
    void anEnvironmentThatForgotHoldsNoKeyAndNoWord() {
        var forgotten = directory.resolve(DumpedLife.FORGOTTEN);
        for (var canaries : List.of(EARLY, LAST, EVERYBODYS)) {
            assertThat(canaries.find(forgotten)).isEmpty();
        }
    }

    private static Canaries words(String who) {
        var words = new Canaries();
        for (var what : List.of("user", "id", "text", "e-mail", "postal")) {
            words.add(what, WORDS.text(who + " " + what));
        }
        return words;
    }

    private static byte[] subjectKey(Engines engines, Map<String, AttributeValue> row) {
        return open(engines, row, KeyName.subject(Env.SHOP, new StorageId(text(row, "sid")), 1));
    }

    private static byte[] open(Engines engines, Map<String, AttributeValue> row, KeyName name) {
        var wrapped = row.get("wrapped");
        if (wrapped == null) {
            throw new AssertionError("a live row has a wrapped key");
        }
        try (var kms = Engines.clients(engines.kms.endpoint(), List.of()).kms()) {
            return Reachable.bytes(new KmsKeyWrap(kms, Engines.MASTER_KEYS, engines::identityOfKeys)
                    .unwrap(new WrappedKey(wrapped.b().asByteArray(), text(row, "wrappedBy")), name));
        }
    }

    private static String text(Map<String, AttributeValue> row, String name) {
        var value = row.get(name);
        return value == null ? "" : value.s();
    }
}
