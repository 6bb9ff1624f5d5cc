package dev.lethe.local.canary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds texts in bytes, however they are spelled: UTF-8, UTF-16 of either order, hexadecimal of either case, base64 at each of
 * its three offsets, in either alphabet. Of a text that is longer, any run of 12 characters is enough.
 */
public final class Canaries {
    static final int RUN = 12;
    private static final int CHUNK = 1 << 20;

    /** Needles by their first bytes, so that a haystack is read once. */
    private final Map<Long, Map<ByteBuffer, String>> needles = new HashMap<>();

    private final Set<Integer> lengths = new TreeSet<>();

    /** Adds a text; {@code name} is what a find is reported as. */
    public Canaries add(String name, String text) {
        for (var from = 0; from == 0 || from + RUN <= text.length(); from++) {
            var run = text.substring(from, Math.min(text.length(), from + RUN));
            spellings(run).forEach((spelling, bytes) -> need(name, spelling, bytes));
        }
        return this;
    }

    /** Adds a text and, where it is base64, what it decodes to. */
    Canaries addDecoded(String name, String text) {
        add(name, text);
        try {
            var decoded = new String(
                    Base64.getDecoder().decode(text.replaceAll("^wamid\\.", "")), StandardCharsets.ISO_8859_1);
            for (var part : decoded.split("[^\\x20-\\x7e]+", -1)) {
                if (part.length() >= Long.BYTES) {
                    add(name + ", decoded", part);
                }
            }
        } catch (IllegalArgumentException _) {
            // It is not base64.
        }
        return this;
    }

    private static Map<String, byte[]> spellings(String run) {
        var spellings = new LinkedHashMap<String, byte[]>();
        for (var charset :
                List.<Charset>of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            spellings.put(charset.name(), run.getBytes(charset));
        }
        spellings.putAll(encodings(run.getBytes(StandardCharsets.UTF_8)));
        return spellings;
    }

    private static Map<String, byte[]> encodings(byte[] bytes) {
        var spellings = new LinkedHashMap<String, byte[]>();
        var hex = HexFormat.of().formatHex(bytes);
        spellings.put("hex", hex.getBytes(StandardCharsets.US_ASCII));
        spellings.put("HEX", hex.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII));
        for (var offset = 0; offset < 3; offset++) {
            var shifted = new byte[offset + bytes.length];
            System.arraycopy(bytes, 0, shifted, offset, bytes.length);
            // The characters that depend on what stands before and behind are left out.
            var whole = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            var first = offset == 0 ? 0 : offset + 1;
            var last = shifted.length * 8 / 6;
            var stable = whole.substring(first, last);
            spellings.put("base64+" + offset, stable.getBytes(StandardCharsets.US_ASCII));
            spellings.put(
                    "base64url+" + offset,
                    stable.replace('+', '-').replace('/', '_').getBytes(StandardCharsets.US_ASCII));
        }
        return spellings;
    }

    /** Adds bytes that are no text, such as a key: as they are, in hexadecimal and in base64, whole or in halves. */
    public Canaries addBytes(String name, byte[] bytes) {
        var half = bytes.length / 2;
        for (var run : List.of(Arrays.copyOf(bytes, half), Arrays.copyOfRange(bytes, half, bytes.length))) {
            need(name, "raw", run);
            encodings(run).forEach((spelling, spelt) -> need(name, spelling, spelt));
        }
        return this;
    }

    private void need(String name, String spelling, byte[] bytes) {
        if (bytes.length >= Long.BYTES) {
            lengths.add(bytes.length);
            needles.computeIfAbsent(ByteBuffer.wrap(bytes).getLong(), _ -> new HashMap<>())
                    .put(ByteBuffer.wrap(bytes), name + " in " + spelling);
        }
    }

    /** What is found in a file of any size, each text and spelling once. */
    public Set<String> find(Path file) {
        var found = new TreeSet<String>();
        var overlap = lengths.stream().mapToInt(Integer::intValue).max().orElse(0);
        var chunk = new byte[CHUNK];
        var kept = 0;
        try (var stream = Files.newInputStream(file)) {
            for (var read = stream.readNBytes(chunk, 0, CHUNK); read > 0; ) {
                found.addAll(find(Arrays.copyOf(chunk, kept + read)));
                var from = Math.max(0, kept + read - overlap);
                System.arraycopy(chunk, from, chunk, 0, kept + read - from);
                kept = kept + read - from;
                read = stream.readNBytes(chunk, kept, CHUNK - kept);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** What is found, each text and spelling once. */
    public Set<String> find(byte[] haystack) {
        var found = new TreeSet<String>();
        var bytes = ByteBuffer.wrap(haystack);
        for (var at = 0; at + Long.BYTES <= haystack.length; at++) {
            var candidates = needles.get(bytes.getLong(at));
            if (candidates != null) {
                for (var length : lengths) {
                    if (at + length <= haystack.length) {
                        var name = candidates.get(bytes.slice(at, length));
                        if (name != null) {
                            found.add(name);
                        }
                    }
                }
            }
        }
        return found;
    }
}
