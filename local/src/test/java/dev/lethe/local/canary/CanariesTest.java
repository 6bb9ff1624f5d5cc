package dev.lethe.local.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
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

    @Test
    void noiseIsNoFind() {
        var noise = new byte[1 << 20];
        new SplittableRandom(42).nextBytes(noise);
        assertThat(canaries.find(noise)).isEmpty();
    }
}
