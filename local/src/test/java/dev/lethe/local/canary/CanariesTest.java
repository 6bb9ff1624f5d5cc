package dev.lethe.local.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanariesTest {
    private static final String TEXT = "Andrew M. takes 2 a day";

    private final Canaries canaries = new Canaries().add("text", TEXT);

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void aRunOfTwelveCharactersIsFoundInEveryCharset(String charset) {
        assertThat(canaries.find(("noise" + TEXT.substring(5, 17) + "noise").getBytes(Charset.forName(charset))))
                .isNotEmpty();
    }

    @Test
    void elevenCharactersAreNotARun() {
        assertThat(canaries.find(("####" + TEXT.substring(5, 16) + "####").getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void aTextIsFoundInHexOfEitherCase() {
        var hex = HexFormat.of().formatHex(("x" + TEXT).getBytes(StandardCharsets.UTF_8));
        assertThat(canaries.find(hex.getBytes(StandardCharsets.UTF_8))).isNotEmpty();
        assertThat(canaries.find(hex.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8)))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "abc", "abcd"})
    void aTextIsFoundInBase64WhateverStandsBefore(String before) {
        for (var encoder : new Base64.Encoder[] {
            Base64.getEncoder(), Base64.getUrlEncoder().withoutPadding()
        }) {
            var bytes = encoder.encode((before + TEXT + "behind").getBytes(StandardCharsets.UTF_8));
            assertThat(canaries.find(bytes)).as(before).isNotEmpty();
        }
    }

    @Test
    void whatAnIdDecodesToIsFoundToo() {
        var id = "wamid."
                + Base64.getEncoder()
                        .encodeToString("\u001c4915209833398\u0012x".getBytes(StandardCharsets.ISO_8859_1));
        var decoded = new Canaries().addDecoded("id", id);
        assertThat(decoded.find("tel 4915209833398".getBytes(StandardCharsets.UTF_8)))
                .isNotEmpty();
        assertThat(decoded.find(id.getBytes(StandardCharsets.UTF_8))).isNotEmpty();
    }

    @Test
    void shortIdsAreFoundWhole() {
        var ids = new Canaries().add("id", "24601337");
        assertThat(ids.find("a 24601337 b".getBytes(StandardCharsets.UTF_8))).containsExactly("id in UTF-8");
        assertThat(ids.find("a 2460133 b".getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void halfAKeyIsFoundRawInHexAndInBase64(int before) {
        var key = new byte[32];
        new SplittableRandom(7).nextBytes(key);
        var keys = new Canaries().addBytes("key", key);
        for (var from : new int[] {0, 16}) {
            var bytes = new byte[before + 20];
            System.arraycopy(key, from, bytes, before, 16);
            assertThat(keys.find(bytes)).containsExactly("key in raw");
            assertThat(keys.find(Base64.getEncoder().encode(bytes))).isNotEmpty();
            assertThat(keys.find(HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.US_ASCII)))
                    .containsExactly("key in hex");
        }
        key[8]++;
        key[24]++;
        assertThat(keys.find(key)).isEmpty();
    }

    @Test
    void aLargeFileIsSearchedAcrossTheEdgesOfWhatIsReadAtOnce(@TempDir Path directory) throws IOException {
        var text = TEXT.getBytes(StandardCharsets.UTF_8);
        for (var at = (1 << 20) - 2 * text.length; at < (1 << 20) + 2; at += 5) {
            var bytes = new byte[3 << 20];
            System.arraycopy(text, 0, bytes, at, text.length);
            var file = Files.write(directory.resolve("large"), bytes);
            assertThat(canaries.find(file)).as("at %d", at).isNotEmpty();
        }
        assertThat(canaries.find(Files.write(directory.resolve("large"), new byte[3 << 20])))
                .isEmpty();
        assertThat(canaries.find(Files.write(directory.resolve("none"), new byte[0])))
                .isEmpty();
    }

    @Test
    void noiseIsNoFind() {
        var noise = new byte[1 << 20];
        new SplittableRandom(42).nextBytes(noise);
        assertThat(canaries.find(noise)).isEmpty();
    }
}
