package dev.lethe.crypto;

import dev.lethe.Project;
import dev.lethe.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The file that freezes version 1, and what it was made of. It is written once: with {@code -Dlethe.write=true} and only
 * while it is absent. What is committed is never made anew; a new kind of text gets a file of its own beside it.
 */
final class GoldenVectors {
    static final String FILE = "functions/src/test/resources/golden/sealed-v1.json";

    private static final String SID = "mfrggzdfmztwq2lknnwg23tpob";
    private static final String CONVERSATION = "cnv_" + SID;
    private static final String MESSAGE = "msg_nbswy3dpeb3w64tmmqqho33sn4";
    private static final String HANDLE = "nbswy3dpeb3w64tmmqqho33sn4";

    static List<GoldenVector> committed() {
        var file = Project.ROOT.resolve(FILE);
        if (Boolean.getBoolean("lethe.write") && Files.notExists(file)) {
            try {
                Files.createDirectories(file.resolveSibling("."));
                Files.writeString(file, made());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        var tree = (Map<?, ?>)
                Json.read(Project.read(FILE).getBytes(StandardCharsets.UTF_8)).orElseThrow();
        return ((List<?>) Labels.member(tree, "vectors"))
                .stream().map(vector -> GoldenVector.of((Map<?, ?>) vector)).toList();
    }

    /** The file as it would be written. */
    static String made() {
        return file(recipes().stream().map(GoldenVector::tree).toList());
    }

    /** A file of vectors as the reader in {@code examples} takes it. */
    static String file(List<?> vectors) {
        return new String(Json.writePretty(Map.of("vectors", vectors)), StandardCharsets.UTF_8) + "\n";
    }

    private static List<GoldenVector> recipes() {
        var every = new byte[256];
        for (var i = 0; i < every.length; i++) {
            every[i] = (byte) i;
        }
        return List.of(
                GoldenVector.make(
                        "a message, under the person's key and the day's",
                        counting(KeyBytes.LENGTH, 1),
                        counting(KeyBytes.LENGTH, 2),
                        1,
                        counting(SealedFormat.SALT, 0xa0),
                        label("a".repeat(26), "message", "cnv_1", "msg_1", "content", "2026-03-31", 1),
                        utf8("Where is my order?")),
                both("a message changed once", 1, message(2), utf8("Where is it?")),
                subject("a profile, under the person's key", 1, profile(), utf8("{\"language\":\"de\"}")),
                day("a remembered answer, under the day's key", 1, answer(HANDLE), utf8("{\"status\":201}")),
                day("an answer without a handle", 1, answer(""), utf8("{}")),
                both("an empty text", 1, message(1), new byte[0]),
                both("one byte", 1, message(1), new byte[] {0}),
                both("one block", 1, message(1), utf8("0123456789abcdef")),
                both(
                        "letters of many scripts",
                        1,
                        message(1),
                        utf8("Grüße, Ελένη: это 你好 مرحبا 👩‍👩‍👧 🏳️‍🌈 e\u0301")),
                both("every byte", 1, message(1), every),
                both("twenty thousand bytes", 1, message(1), utf8("0123456789abcdef".repeat(1_280))),
                both("numbers of four different bytes", 0x01020304, message(0x05060708), utf8("big-endian")),
                both("the largest numbers", Integer.MAX_VALUE, message(Integer.MAX_VALUE), utf8("2147483647")),
                both(
                        "the longest fields",
                        1,
                        Labels.of(
                                "records",
                                "t" + "-9".repeat(19) + "z",
                                SID,
                                "message",
                                CONVERSATION,
                                MESSAGE,
                                "content",
                                "9999-12-31",
                                1),
                        utf8("long")),
                both(
                        "a field beyond ASCII, which none is today",
                        1,
                        label(SID, "message", "gespräch 💬", "nachricht ß", "content", "2028-02-29", 1),
                        utf8("UTF-8")),
                GoldenVector.make(
                        "keys and salt of zeroes",
                        "00".repeat(KeyBytes.LENGTH),
                        "00".repeat(KeyBytes.LENGTH),
                        1,
                        "00".repeat(SealedFormat.SALT),
                        message(1),
                        utf8("zeroes")));
    }

    private static GoldenVector both(String name, int kver, Label label, byte[] text) {
        return GoldenVector.make(name, key(name, "subject"), key(name, "day"), kver, salt(name), label, text);
    }

    private static GoldenVector subject(String name, int kver, Label label, byte[] text) {
        return GoldenVector.make(name, key(name, "subject"), "", kver, salt(name), label, text);
    }

    private static GoldenVector day(String name, int kver, Label label, byte[] text) {
        return GoldenVector.make(name, "", key(name, "day"), kver, salt(name), label, text);
    }

    private static Label message(int revision) {
        return label(SID, "message", CONVERSATION, MESSAGE, "content", "2026-03-31", revision);
    }

    private static Label profile() {
        return label(SID, "profile", "", "", "profile", "", 1);
    }

    private static Label answer(String handle) {
        return label("", "answer", "", handle, "answer", "2026-03-01", 1);
    }

    private static Label label(
            String sid, String kind, String conversation, String message, String attribute, String day, int revision) {
        return Labels.of("records", "shop", sid, kind, conversation, message, attribute, day, revision);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String counting(int length, int from) {
        var bytes = new byte[length];
        for (var i = 0; i < length; i++) {
            bytes[i] = (byte) (from + i);
        }
        return HexFormat.of().formatHex(bytes);
    }

    private static String key(String vector, String which) {
        return HexFormat.of().formatHex(sha256(vector + ", " + which + " key"));
    }

    private static String salt(String vector) {
        return HexFormat.of().formatHex(Arrays.copyOf(sha256(vector + ", salt"), SealedFormat.SALT));
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(utf8(text));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("the JDK has SHA-256", e);
        }
    }

    private GoldenVectors() {}
}
