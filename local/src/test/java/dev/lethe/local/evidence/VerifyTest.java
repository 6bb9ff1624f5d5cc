package dev.lethe.local.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.lethe.api.Access;
import dev.lethe.audit.ChainHead;
import dev.lethe.audit.ChainedEntry;
import dev.lethe.audit.Entry;
import dev.lethe.audit.WatchEvidence;
import dev.lethe.http.Json;
import dev.lethe.local.LocalWorld;
import dev.lethe.local.demo.DemoNotice;
import dev.lethe.local.demo.Http;
import dev.lethe.local.evidence.Findings.What;
import dev.lethe.local.operator.EvidenceCommand;
import dev.lethe.store.Keys.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A sound export passes, and whatever is done to one is found and named. */
class VerifyTest {
    private static final int SEED = 20_260_301;
    private static final String ACCOUNT = "24601337";

    /** What an export has, taken once; each test changes a copy of its own. */
    @TempDir
    private static Path exports;

    private static Path whole = Path.of("");
    private static LocalWorld world;

    @TempDir
    private Path own;

    @BeforeAll
    static void begin() throws IOException {
        world = LocalWorld.startStill(LocalWorld.Options.inMemory());
        DemoNotice.publish(world.uri(), world.tokens().issue(Access.OFFICER, LocalWorld.DEMO));
        for (var person = 1; person <= 3; person++) {
            decides(person, "grant");
            world.pump();
            decides(person, "withdraw");
        }
        bot().post("/v1/requests", Map.of("subject", account(3), "type", "erasure"));
        world.pump();
        // What was put by now has to be anchored by the time of the export.
        world.clock().advance("PT25H");
        decides(2, "grant");
        world.pump();
        world.clock().advance("PT10M");
        whole = exports.resolve("whole");
        assertThat(export(whole, "--receipts").code).isZero();
    }

    @AfterAll
    static void end() {
        world.close();
    }

    private static Http bot() {
        return new Http(world.uri(), world.tokens().issue(Access.BOT, LocalWorld.DEMO));
    }

    private static Map<String, Object> account(int person) {
        return Map.of("channel", "messenger", "userId", ACCOUNT + person);
    }

    private static void decides(int person, String decision) {
        var answer = bot().post(
                        "/v1/consents",
                        Map.of(
                                "subject",
                                account(person),
                                "notice",
                                Map.of("id", "chat", "version", 1),
                                "decisions",
                                List.of(Map.of("purpose", "chat-history", "decision", decision))));
        assertThat(answer.status()).isEqualTo(201);
    }

    private record Said(int code, String out, String err) {}

    private static Said run(Object command, String... arguments) {
        var out = System.out;
        var err = System.err;
        var said = new ByteArrayOutputStream();
        var failed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(failed, true, StandardCharsets.UTF_8));
        try {
            var code = new CommandLine(command).execute(arguments);
            return new Said(code, said.toString(StandardCharsets.UTF_8), failed.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private static Said export(Path to, String... more) {
        var arguments = new ArrayList<>(List.of(
                "export",
                "--out",
                to.toString(),
                "--port",
                Integer.toString(world.uri().getPort())));
        arguments.addAll(List.of(more));
        return run(new EvidenceCommand(), arguments.toArray(String[]::new));
    }

    private static List<String> lines(Path directory, ExportFile file) {
        try {
            return new ArrayList<>(Files.readAllLines(file.in(directory)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EvidenceRow row(String line) {
        return EvidenceRow.read(line.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    private static String line(Map<String, Object> tree) {
        return new String(Json.write(tree), StandardCharsets.UTF_8);
    }

    /** A copy of the export with other lines in one file, and a header that tells of as many. */
    private Path with(ExportFile changed, Consumer<List<String>> change) {
        return with(whole, changed, change);
    }

    private Path with(Path from, ExportFile changed, Consumer<List<String>> change) {
        try {
            var copy = Files.createTempDirectory(own, "export");
            for (var file : ExportFile.values()) {
                Files.copy(file.in(from), file.in(copy));
            }
            var lines = lines(copy, changed);
            change.accept(lines);
            Files.write(changed.in(copy), lines);
            if (Json.read(Files.readString(ExportFile.HEADER.in(copy)).strip().getBytes(StandardCharsets.UTF_8))
                            .orElseThrow()
                    instanceof Map<?, ?> header) {
                var honest = new TreeMap<String, Object>();
                header.forEach((name, value) -> honest.put(String.valueOf(name), value));
                honest.put("rows", lines(copy, ExportFile.EVIDENCE).size());
                honest.put("checkpoints", lines(copy, ExportFile.CHECKPOINTS).size());
                honest.put("receipts", lines(copy, ExportFile.RECEIPTS).size());
                Files.writeString(ExportFile.HEADER.in(copy), line(honest));
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Findings verify(Path directory) {
        try {
            return new Verification(directory, Optional.empty()).run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What does not hold, one beside another: how, and where. */
    private static List<String> fails(Path directory) {
        return verify(directory).fails();
    }

    private static List<Integer> of(Kind kind) {
        var lines = lines(whole, ExportFile.EVIDENCE);
        return IntStream.range(0, lines.size())
                .filter(at -> row(lines.get(at)).is(kind))
                .boxed()
                .toList();
    }

    /** Where the longest chain of a person begins. */
    private static int chain() {
        var lines = lines(whole, ExportFile.EVIDENCE);
        return of(Kind.CHAINED).stream()
                .filter(at ->
                        row(lines.get(at)).pk().equals(row(lines.get(at + 2)).pk()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aSoundExportPassesAndSaysWhatItCannotKnow() {
        var said = run(new VerifyCommand(), whole.toString());
        assertThat(said.code).as(said.toString()).isZero();
        assertThat(said.out)
                .contains("holds    7 receipts", "checkpoints: signed", "each follows the one before", "7 decisions")
                .contains("unknown  whose keys these are", "the bucket, where none can be deleted")
                .doesNotContain("FAILS")
                .endsWith("Nothing was found that does not hold.\n");
        assertThat(said.out.lines().filter(line -> line.startsWith("key "))).hasSize(1);
    }

    @Test
    void anExportNamesNobodyByTheirAccount() {
        for (var file : ExportFile.values()) {
            assertThat(String.join("\n", lines(whole, file)))
                    .doesNotContain(ACCOUNT)
                    .doesNotContain("messenger");
        }
    }

    @Test
    void aByteChangedInAnyRowIsFound() {
        var random = new Random(SEED);
        var lines = lines(whole, ExportFile.EVIDENCE);
        for (var at = 0; at < lines.size(); at++) {
            var number = at;
            var bytes = lines.get(at).getBytes(StandardCharsets.UTF_8);
            var which = random.nextInt(bytes.length);
            bytes[which] = (byte) (bytes[which] == 'q' ? 'x' : 'q');
            var changed = new String(bytes, StandardCharsets.UTF_8);
            assertThat(fails(with(ExportFile.EVIDENCE, rows -> rows.set(number, changed))))
                    .as("seed " + SEED + ", row " + number + ", byte " + which)
                    .anyMatch(found -> found.startsWith(What.ROW_GONE + " "))
                    .anyMatch(found -> found.startsWith(What.ROW_NOT_ANCHORED + " ")
                            || found.startsWith(What.ROW_UNREADABLE + " ")
                            || found.startsWith(What.CHAIN_BROKEN + " ")
                            || row(lines.get(number)).at().orElseThrow().isAfter(lastDay()));
        }
    }

    private static Instant lastDay() {
        return world.clock().instant().minus(Verification.ANCHORED_WITHIN);
    }

    @Test
    void anyRowThatIsDroppedIsFound() {
        var lines = lines(whole, ExportFile.EVIDENCE);
        for (var at = 0; at < lines.size(); at++) {
            var number = at;
            assertThat(fails(with(ExportFile.EVIDENCE, rows -> rows.remove(number))))
                    .as("row " + number)
                    .anyMatch(found -> found.startsWith(What.ROW_GONE + " checkpoints.jws line"));
        }
    }

    @Test
    void anEntryDroppedFromAChainBreaksItThere() {
        var at = chain() + 1;
        var next = row(lines(whole, ExportFile.EVIDENCE).get(at + 1));
        assertThat(fails(with(ExportFile.EVIDENCE, rows -> rows.remove(at))))
                .contains(What.CHAIN_BROKEN + " " + next.where());
    }

    @Test
    void aReceiptsRowThatIsDroppedIsMissedByItsChainAndByTheReceipt() {
        var at = of(Kind.RECEIPT).getFirst();
        var id = row(lines(whole, ExportFile.EVIDENCE).get(at)).receipt();
        assertThat(fails(with(ExportFile.EVIDENCE, rows -> rows.remove(at.intValue()))))
                .anyMatch(found -> found.startsWith(What.RECEIPT_GONE + " subject/") && found.endsWith(id))
                .anyMatch(found -> found.startsWith(What.RECEIPT_DIFFERS + " receipts.jws line "));
    }

    @Test
    void aRowPutInIsFound() {
        var model = row(lines(whole, ExportFile.EVIDENCE).get(of(Kind.RECEIPT).getFirst()));
        var forged = new TreeMap<>(model.attributes());
        forged.put("sk", Map.of("S", "RECEIPT#rcp_" + "0".repeat(26)));
        var at = of(Kind.RECEIPT).getFirst();
        assertThat(fails(with(ExportFile.EVIDENCE, rows -> rows.add(at, line(forged)))))
                .contains(
                        What.ROW_NOT_ANCHORED + " " + EvidenceRow.of(forged).where(),
                        What.RECEIPT_NOT_CHAINED + " " + EvidenceRow.of(forged).where());
    }

    @Test
    void aRowPutInTwiceIsFound() {
        var at = of(Kind.RECEIPT).getFirst();
        var line = lines(whole, ExportFile.EVIDENCE).get(at);
        assertThat(fails(with(ExportFile.EVIDENCE, rows -> rows.add(at, line))))
                .contains(What.ROW_OUT_OF_PLACE + " " + row(line).where());
        assertThat(fails(with(ExportFile.EVIDENCE, rows -> rows.addLast(line))))
                .contains(What.ROW_OUT_OF_PLACE + " " + row(line).where());
    }

    @Test
    void entriesThatChangePlacesAreFound() {
        var at = chain();
        var first = new TreeMap<>(row(lines(whole, ExportFile.EVIDENCE).get(at)).attributes());
        var second =
                new TreeMap<>(row(lines(whole, ExportFile.EVIDENCE).get(at + 1)).attributes());
        var place = first.put("sk", second.get("sk"));
        second.put("sk", place);
        assertThat(fails(with(ExportFile.EVIDENCE, rows -> {
                    rows.set(at, line(second));
                    rows.set(at + 1, line(first));
                })))
                .contains(What.CHAIN_BROKEN + " " + EvidenceRow.of(second).where());
        assertThat(fails(with(ExportFile.EVIDENCE, rows -> Collections.swap(rows, at, at + 1))))
                .anyMatch(found -> found.startsWith(What.ROW_OUT_OF_PLACE + " "));
    }

    /** Somebody who may write the table makes a whole chain anew, hashes and all. */
    @Test
    void aChainThatWasMadeAnewMatchesItsAnchorsNoMore() {
        var at = chain();
        var lines = lines(whole, ExportFile.EVIDENCE);
        var pk = row(lines.get(at)).pk();
        var anew = with(ExportFile.EVIDENCE, rows -> {
            var head = ChainHead.START;
            for (var i = at; i < rows.size() && row(rows.get(i)).pk().equals(pk); i++) {
                var there = row(rows.get(i)).entry().orElseThrow();
                var entry = ChainedEntry.append(
                        there.chain(),
                        head,
                        Entry.of(
                                "something.else",
                                there.entry().actor(),
                                there.entry().at(),
                                Map.of()));
                head = entry.head();
                var attributes = new TreeMap<>(row(rows.get(i)).attributes());
                attributes.put("action", Map.of("S", "something.else"));
                attributes.put("details", Map.of("M", Map.of()));
                attributes.put("previous", Map.of("S", entry.previous()));
                attributes.put("hash", Map.of("S", entry.hash()));
                rows.set(i, line(attributes));
            }
        });
        assertThat(fails(anew))
                .anyMatch(found -> found.startsWith(What.ROW_GONE + " "))
                .contains(What.ROW_NOT_ANCHORED + " " + row(lines.get(at)).where())
                .noneMatch(found -> found.startsWith(What.CHAIN_BROKEN + " "));
    }

    @Test
    void aCheckpointThatIsDroppedLeavesItsRowsWithoutAnAnchor() {
        var checkpoints = lines(whole, ExportFile.CHECKPOINTS).size();
        assertThat(checkpoints).isGreaterThan(3);
        var found = 0;
        for (var at = 0; at < checkpoints; at++) {
            var number = at;
            var failed = fails(with(ExportFile.CHECKPOINTS, lines -> lines.remove(number)));
            found += failed.stream().anyMatch(line -> line.startsWith(What.ROW_NOT_ANCHORED + " ")) ? 1 : 0;
        }
        // The last one anchors what was put within the day: what is behind it may not be anchored yet.
        assertThat(found).isEqualTo(checkpoints - 1);
    }

    @Test
    void aCheckpointThatWasAlteredIsFound() {
        assertThat(fails(with(ExportFile.CHECKPOINTS, lines -> lines.set(0, altered(lines.get(0))))))
                .contains(What.CHECKPOINT_NOT_SIGNED + " checkpoints.jws line 1")
                .anyMatch(found -> found.startsWith(What.ROW_NOT_ANCHORED + " "));
    }

    private static String altered(String jws) {
        var at = jws.indexOf('.') + 60;
        return jws.substring(0, at) + (jws.charAt(at) == 'A' ? 'B' : 'A') + jws.substring(at + 1);
    }

    private static ECKey anotherKey() throws JOSEException {
        return new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
    }

    private static String signed(ECKey key, String keyId, String type, Map<String, Object> payload) {
        try {
            var jws = new JWSObject(
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .keyID(keyId)
                            .type(new JOSEObjectType(type))
                            .build(),
                    new Payload(line(payload)));
            jws.sign(new ECDSASigner(key));
            return jws.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aCheckpointForgedWithAnotherKeyIsFoundWhicheverKeyItNames() throws Exception {
        var key = anotherKey();
        var ours = new JWKSet(JWKSet.load(ExportFile.KEYS.in(whole).toFile()).getKeys())
                .getKeys()
                .getFirst()
                .getKeyID();
        Map<String, Object> checkpoint =
                Map.of("version", 1, "from", "2026-03-01T12:00:00Z", "to", "2026-03-01T12:00:00Z", "leaves", List.of());
        for (var keyId : List.of(ours, key.getKeyID())) {
            assertThat(fails(with(
                            ExportFile.CHECKPOINTS,
                            lines -> lines.addFirst(signed(key, keyId, WatchEvidence.TYPE, checkpoint)))))
                    .containsExactly(What.CHECKPOINT_NOT_SIGNED + " checkpoints.jws line 1");
        }
    }

    /** Whoever makes an export up brings keys of their own: then it is the keys that have to be compared. */
    @Test
    void anExportUnderKeysOfItsOwnIsFoundByTheSitesKeys() throws Exception {
        var key = anotherKey();
        var made = with(ExportFile.CHECKPOINTS, lines -> {
            lines.replaceAll(jws -> {
                try {
                    var payload = new TreeMap<String, Object>();
                    ((Map<?, ?>) Json.read(JWSObject.parse(jws).getPayload().toBytes())
                                    .orElseThrow())
                            .forEach((name, value) -> payload.put(String.valueOf(name), value));
                    return signed(key, key.getKeyID(), WatchEvidence.TYPE, payload);
                } catch (ParseException e) {
                    throw new IllegalStateException(e);
                }
            });
        });
        made = with(made, ExportFile.RECEIPTS, List::clear);
        Files.writeString(ExportFile.KEYS.in(made), new JWKSet(key.toPublicJWK()).toString());
        assertThat(fails(made)).as("by itself it is sound").isEmpty();
        assertThat(verify(made).text()).contains("key      " + key.getKeyID());
        var said = run(new VerifyCommand(), "--jwks", ExportFile.KEYS.in(whole).toString(), made.toString());
        assertThat(said.code).isEqualTo(1);
        assertThat(said.out).contains("none of the keys signed this checkpoint");
    }

    @Test
    void aReceiptThatWasAlteredIsFound() {
        assertThat(fails(with(ExportFile.RECEIPTS, lines -> lines.set(2, altered(lines.get(2))))))
                .containsExactly(What.RECEIPT_NOT_SIGNED + " receipts.jws line 3");
    }

    @Test
    void aSignatureOfSomethingElsePassesForNeither() {
        var checkpoint = lines(whole, ExportFile.CHECKPOINTS).getFirst();
        var receipt = lines(whole, ExportFile.RECEIPTS).getFirst();
        assertThat(fails(with(ExportFile.RECEIPTS, lines -> lines.addFirst(checkpoint))))
                .containsExactly(What.RECEIPT_NOT_SIGNED + " receipts.jws line 1");
        assertThat(fails(with(ExportFile.CHECKPOINTS, lines -> lines.addFirst(receipt))))
                .containsExactly(What.CHECKPOINT_NOT_SIGNED + " checkpoints.jws line 1");
    }

    @Test
    void anExportThatLacksLinesOfWhatItSaysIsFound() throws IOException {
        var cut = with(ExportFile.CHECKPOINTS, _ -> {});
        Files.writeString(ExportFile.RECEIPTS.in(cut), "");
        assertThat(fails(cut)).containsExactly(What.ROWS_MISSING + " receipts.jws: 0 lines instead of 7");
    }

    @Test
    void rowsThatAreNotAnchoredYetAreToldApart() {
        decides(1, "grant");
        world.clock().advance("PT2M");
        var later = exports.resolve("later");
        assertThat(export(later).code).isZero();
        var found = verify(later);
        assertThat(found.fails()).isEmpty();
        assertThat(found.text())
                .contains(
                        "unknown  3 rows: whether they are as they were put. No checkpoint anchors them yet; all are later"
                                + " than the last one")
                .anyMatch(line -> line.startsWith("unknown  receipts as they are handed out"));
        world.pump();
    }

    @Test
    void whatIsNoExportIsNotVerified() throws IOException {
        assertThat(run(new VerifyCommand(), own.toString()).code).isEqualTo(2);
        assertThat(run(new VerifyCommand(), own.resolve("nothing").toString()).code)
                .isEqualTo(2);
        var another = with(ExportFile.CHECKPOINTS, _ -> {});
        Files.writeString(
                ExportFile.HEADER.in(another),
                "{\"version\":2,\"startedAt\":\"2026-03-01T12:00:00Z\",\"rows\":1,\"checkpoints\":1}");
        var said = run(new VerifyCommand(), another.toString());
        assertThat(said.code).isEqualTo(2);
        assertThat(said.err).contains("another version");
        var keyless = with(ExportFile.CHECKPOINTS, _ -> {});
        Files.writeString(ExportFile.KEYS.in(keyless), "{}");
        assertThat(run(new VerifyCommand(), keyless.toString()).code).isEqualTo(2);
        var endless = with(
                ExportFile.EVIDENCE, lines -> lines.set(0, " ".repeat(Lines.LINE_BYTES_MAX + 1) + lines.getFirst()));
        assertThat(run(new VerifyCommand(), endless.toString()).code).isEqualTo(2);
    }

    @Test
    void aProgramIsToldTheSame() {
        var at = chain() + 1;
        var said = run(
                new VerifyCommand(),
                "--json",
                with(ExportFile.EVIDENCE, rows -> rows.remove(at)).toString());
        assertThat(said.code).isEqualTo(1);
        assertThat(Json.read(said.out.strip().getBytes(StandardCharsets.UTF_8)))
                .get()
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("sound", false)
                .hasEntrySatisfying(
                        "fails", fails -> assertThat(fails).asString().contains("what=chain-broken"));
    }

    @Test
    void nothingIsWrittenOver() {
        var said = export(whole);
        assertThat(said.code).isEqualTo(2);
        assertThat(said.err).contains("already");
    }

    @Test
    void marksAreKeptApartAsTheyGrow() {
        var marks = new Marks();
        for (var thing = 0; thing < 20_000; thing++) {
            assertThat(marks.mark("thing " + thing, thing % 2 == 0 ? Marks.ONE : Marks.OTHER))
                    .isZero();
        }
        for (var thing = 0; thing < 20_000; thing += 3) {
            marks.mark("thing " + thing, Marks.ONE);
        }
        assertThat(marks.size()).isEqualTo(20_000);
        assertThat(marks.of("thing 3")).isEqualTo(Marks.ONE | Marks.OTHER);
        assertThat(marks.of("thing 4")).isEqualTo(Marks.ONE);
        assertThat(marks.of("nothing")).isZero();
        assertThat(marks.matched()).isEqualTo(3_333);
        assertThat(marks.unmatched()).isEqualTo(16_667);
    }
}
