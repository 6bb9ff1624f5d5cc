package dev.lethe.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lethe.Project;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Another reader, in another language, written from the document alone: it opens what is golden and nothing else. Skipped
 * where no Node of version 18 or later answers.
 */
@Timeout(120)
class OpenSealedExampleTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final Path READER = Project.ROOT.resolve("examples/open-sealed.mjs");
    private static final Pattern VERSION = Pattern.compile("v(\\d{1,4})\\..*\\s*");
    private static final int NODE_MIN = 18;
    private static final int VERSION_AT = 0;
    private static final int SUITE_AT = 1;
    private static final int KVER_AT = 2;
    private static final int SALT_AT = 6;
    private static final int COMMITMENT_AT = 22;
    private static final int TEXT_AT = 54;
    private static final int TAG = 16;

    private record Ran(int exit, String printed) {}

    @TempDir
    Path directory;

    @BeforeEach
    void nodeAnswers() throws Exception {
        assumeTrue(nodeVersion() >= NODE_MIN, "no node of version 18 or later answers, so the reader is not tried");
    }

    @Test
    void itOpensEveryGoldenVector() throws Exception {
        var expected = new StringBuilder();
        for (var vector : GoldenVectors.committed()) {
            expected.append(vector.name())
                    .append(": ")
                    .append(vector.plaintext())
                    .append('\n');
        }
        var golden = Project.ROOT.resolve(GoldenVectors.FILE);
        assertThat(fromFile(golden)).isEqualTo(new Ran(0, expected.toString()));
        assertThat(fromInput(golden)).isEqualTo(new Ran(0, expected.toString()));
    }

    @Test
    void itOpensNoHostileVariantOfAny() throws Exception {
        var golden = GoldenVectors.committed();
        var variants = new ArrayList<Object>();
        for (var i = 0; i < golden.size(); i++) {
            var vector = golden.get(i);
            var other = golden.get((i + 1) % golden.size());
            variants.addAll(headers(vector));
            variants.addAll(bytes(vector, other));
            variants.addAll(labels(vector));
            variants.addAll(keys(vector, other));
        }
        var ran = fromFile(written(variants));
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.printed().lines().toList())
                .hasSize(variants.size())
                .hasSizeGreaterThan(golden.size() * 30)
                .allSatisfy(line -> assertThat(line).endsWith(": does not open"));
    }

    /** Decrypted first, it would open under both keys. */
    @Test
    void itOpensATwoKeyCiphertextUnderTheKeyItCommitsToOnly() throws Exception {
        var vectors = Stream.of(TwoKeyCiphertextTest.ONE, TwoKeyCiphertextTest.OTHER)
                .map(fill -> Map.of(
                        "name", "forged",
                        "keys", Map.of("subject", HEX.toHexDigits(fill).repeat(KeyBytes.LENGTH)),
                        "kver", 1,
                        "label", Labels.tree(TwoKeyCiphertextTest.LABEL),
                        "sealed",
                                HEX.formatHex(
                                        new TwoKeyCiphertextTest().sealed().bytes())))
                .toList();
        var ran = fromFile(written(vectors));
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.printed()).matches("forged: [0-9a-f]{64}\nforged: does not open\n");
    }

    @Test
    void oneThatDoesNotOpenHidesNoneThatDoes() throws Exception {
        var vector = GoldenVectors.committed().getFirst();
        var hostile = with(vector.tree(), "sealed", "00" + vector.sealed().substring(2));
        var ran = fromFile(written(List.of(vector.tree(), hostile, vector.tree())));
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.printed().lines())
                .containsExactly(
                        vector.name() + ": " + vector.plaintext(),
                        vector.name() + ": does not open",
                        vector.name() + ": " + vector.plaintext());
    }

    @Test
    void whatIsNoVectorDoesNotOpen() throws Exception {
        var tree = GoldenVectors.committed().getFirst().tree();
        var variants = new ArrayList<Object>(List.of("text", 1, List.of(), Map.of()));
        for (var member : List.of("keys", "kver", "label", "sealed")) {
            var less = new LinkedHashMap<>(tree);
            less.remove(member);
            variants.add(less);
            variants.add(with(tree, member, "zz"));
            variants.add(with(tree, member, List.of()));
        }
        variants.add(with(tree, "sealed", tree.get("sealed") + "0"));
        variants.add(with(tree, "sealed", tree.get("sealed") + "zz"));
        var ran = fromFile(written(variants));
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.printed().lines().toList()).hasSize(variants.size()).allSatisfy(line -> assertThat(line)
                .endsWith(": does not open"));
    }

    @Test
    void whereThereAreNoVectorsItSaysSo() throws Exception {
        assertThat(fromFile(directory.resolve("nowhere.json"))).isEqualTo(new Ran(2, ""));
        for (var text : List.of("", "{", "[]", "null", "{\"vectors\": []}", "{\"vectors\": null}")) {
            assertThat(fromInput(Files.writeString(directory.resolve("none.json"), text)))
                    .as(text)
                    .isEqualTo(new Ran(2, ""));
        }
    }

    private static List<Object> headers(GoldenVector vector) throws GeneralSecurityException {
        var kver = vector.kver();
        return Stream.of(
                        vector.headed(0, 1, kver),
                        vector.headed(2, 1, kver),
                        vector.headed(1, 0, kver),
                        vector.headed(1, 2, kver),
                        vector.headed(1, 1, kver ^ 1))
                .<Object>map(bytes -> with(vector.tree(), "sealed", HEX.formatHex(bytes)))
                .toList();
    }

    private static List<Object> bytes(GoldenVector vector, GoldenVector other) {
        var sealed = HEX.parseHex(vector.sealed());
        var foreign = HEX.parseHex(other.sealed());
        var variants = new ArrayList<byte[]>();
        for (var at : List.of(VERSION_AT, SUITE_AT, KVER_AT, SALT_AT, COMMITMENT_AT, TEXT_AT, sealed.length - TAG)) {
            variants.add(flipped(sealed, at, 0x80));
            variants.add(flipped(sealed, at, 0x01));
        }
        for (var at :
                List.of(KVER_AT + 3, COMMITMENT_AT - 1, TEXT_AT - 1, sealed.length - TAG - 1, sealed.length - 1)) {
            variants.add(flipped(sealed, at, 0x01));
        }
        for (var length : List.of(0, 1, TEXT_AT, TEXT_AT + TAG - 1, sealed.length - TAG, sealed.length - 1)) {
            variants.add(Arrays.copyOf(sealed, length));
        }
        variants.add(Arrays.copyOf(sealed, sealed.length + 1));
        variants.add(Arrays.copyOfRange(sealed, 1, sealed.length));
        var committed = sealed.clone();
        System.arraycopy(foreign, COMMITMENT_AT, committed, COMMITMENT_AT, TEXT_AT - COMMITMENT_AT);
        variants.add(committed);
        variants.add(foreign);
        return variants.stream()
                .<Object>map(bytes -> with(vector.tree(), "sealed", HEX.formatHex(bytes)))
                .toList();
    }

    private static List<Object> labels(GoldenVector vector) {
        var variants = new ArrayList<>();
        var label = Labels.tree(vector.label());
        label.forEach((field, value) -> {
            var swapped = value instanceof Integer number ? (Object) (number ^ 2) : value + "x";
            variants.add(with(vector.tree(), "label", with(label, field, swapped)));
        });
        for (var kind : List.of("message", "profile", "answer", "constructor", "")) {
            if (!kind.equals(vector.label().kind())) {
                variants.add(with(vector.tree(), "label", with(label, "kind", kind)));
            }
        }
        var shifted = with(label, "conversation", label.get("conversation") + "c");
        variants.add(with(vector.tree(), "label", with(shifted, "message", "")));
        return variants;
    }

    private static List<Object> keys(GoldenVector vector, GoldenVector other) {
        var variants = new ArrayList<>();
        for (var kver : List.of(0, vector.kver() ^ 1, vector.kver() - 1, -1)) {
            variants.add(with(vector.tree(), "kver", kver));
            // And said in the text too: the version is part of what is derived.
            var bytes = HEX.parseHex(vector.sealed());
            ByteBuffer.wrap(bytes).putInt(KVER_AT, kver);
            variants.add(with(with(vector.tree(), "kver", kver), "sealed", HEX.formatHex(bytes)));
        }
        var keys = (Map<?, ?>) Labels.member(vector.tree(), "keys");
        for (var name : keys.keySet()) {
            var key = HEX.parseHex(Labels.text(keys, String.valueOf(name)));
            variants.add(with(vector.tree(), "keys", with(keys, name, HEX.formatHex(flipped(key, 31, 0x80)))));
            variants.add(with(vector.tree(), "keys", with(keys, name, HEX.formatHex(Arrays.copyOf(key, 31)))));
            variants.add(with(vector.tree(), "keys", with(keys, name, "")));
        }
        variants.add(with(vector.tree(), "keys", Labels.member(other.tree(), "keys")));
        variants.add(with(vector.tree(), "keys", Map.of()));
        return variants;
    }

    private static byte[] flipped(byte[] bytes, int at, int bits) {
        var flipped = bytes.clone();
        flipped[at] ^= (byte) bits;
        return flipped;
    }

    private static Map<Object, Object> with(Map<?, ?> tree, Object member, Object value) {
        var changed = new LinkedHashMap<Object, Object>(tree);
        changed.put(member, value);
        return changed;
    }

    private Path written(List<?> vectors) throws IOException {
        return Files.writeString(directory.resolve("vectors.json"), GoldenVectors.file(vectors));
    }

    private Ran fromFile(Path file) throws IOException, InterruptedException {
        return run(new ProcessBuilder("node", READER.toString(), file.toString()));
    }

    private Ran fromInput(Path file) throws IOException, InterruptedException {
        return run(new ProcessBuilder("node", READER.toString()).redirectInput(file.toFile()));
    }

    private Ran run(ProcessBuilder command) throws IOException, InterruptedException {
        var printed = directory.resolve("printed.txt");
        var process = command.redirectOutput(printed.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ran(process.exitValue(), Files.readString(printed));
    }

    private static int nodeVersion() throws InterruptedException {
        try {
            var process = new ProcessBuilder("node", "--version")
                    .redirectErrorStream(true)
                    .start();
            var version = VERSION.matcher(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            return process.waitFor() == 0 && version.matches() ? Integer.parseInt(version.group(1)) : 0;
        } catch (IOException _) {
            return 0;
        }
    }
}
