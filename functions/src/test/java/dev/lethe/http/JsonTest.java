package dev.lethe.http;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void readsEveryKindOfValue() {
        assertThat(read("{\"a\": [1, \"é\", true, false, null, {}]}"))
                .contains(Map.of("a", List.of(1, "é", true, false, Json.Null.NULL, Map.of())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "[1",
                "[1,]",
                "{\"a\":1,}",
                "{\"a\"}",
                "{a:1}",
                "{'a':1}",
                "\"open",
                "\"tab\there\"",
                "\"\\x41\"",
                "\"\\u12\"",
                "nul",
                "NaN",
                "Infinity",
                "undefined",
                "01",
                "+1",
                ".5",
                "1.",
                "0x10",
                "/* note */ 1",
                "1 // note",
                "\uFEFF{}"
            })
    void nothingButJsonIsRead(String text) {
        assertThat(read(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 2", "{} {}", "[] ]", "{} x", "null,", "\"a\" \"b\""})
    void nothingMayFollow(String text) {
        assertThat(read(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1,\"a\":1}", "{\"b\":{\"a\":1,\"\\u0061\":2}}", "[{\"\":1,\"\":2}]"})
    void noNameStandsTwice(String text) {
        assertThat(read(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"22ff22", "22c322", "22c0af22", "22eda08022", "22f490808022", "22e28222", "2280"})
    void invalidUtf8IsRefusedRatherThanReplaced(String hex) {
        assertThat(Json.read(HexFormat.of().parseHex(hex))).isEmpty();
    }

    @Test
    void otherEncodingsAreRefused() {
        assertThat(Json.read("{}".getBytes(UTF_16))).isEmpty();
    }

    @Test
    void depthIsBounded() {
        assertThat(read("[".repeat(Json.DEPTH_MAX) + "]".repeat(Json.DEPTH_MAX)))
                .isPresent();
        assertThat(read("[".repeat(Json.DEPTH_MAX + 1) + "]".repeat(Json.DEPTH_MAX + 1)))
                .isEmpty();
        assertThat(read("{\"a\":".repeat(17) + "1" + "}".repeat(17))).isEmpty();
        assertThat(read("[".repeat(200_000))).isEmpty();
    }

    @Test
    void textIsBounded() {
        assertThat(read("\"" + "a".repeat(Json.TEXT_MAX) + "\"")).isPresent();
        assertThat(read("\"" + "a".repeat(Json.TEXT_MAX + 1) + "\"")).isEmpty();
        assertThat(read("{\"" + "a".repeat(50_000) + "\":1}")).isEmpty();
    }

    @Test
    void numbersAreBounded() {
        assertThat(read("9".repeat(32))).isPresent();
        assertThat(read("9".repeat(33))).isEmpty();
        assertThat(read("[-" + "9".repeat(100_000) + "]")).isEmpty();
        assertThat(read("1." + "0".repeat(100_000))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "-1e999999999", "1e2147483648"})
    void aNumberBeyondAllMeasureIsNoWholeNumber(String number) {
        assertThat(read(number)).isNotEmpty().get().isNotInstanceOf(Integer.class);
    }

    /** A lone surrogate is JSON, though no text: {@link Shape} refuses it, naming the field. */
    @Test
    void anEscapedLoneSurrogateIsLeftToTheShape() {
        assertThat(read("\"\\ud800\"")).contains("\ud800");
    }

    @Test
    void membersAreWrittenInTheOrderOfTheirMap() {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("z", 1);
        tree.put("a", List.of(1L, 1.5, true, Json.Null.NULL, "\"\\\u0001é"));
        assertThat(write(tree)).isEqualTo("{\"z\":1,\"a\":[1,1.5,true,null,\"\\\"\\\\\\u0001é\"]}");
        assertThat(Json.read(Json.write(tree)).map(Object::toString)).contains(tree.toString());
    }

    @Test
    void textIsReadBackAsItWasWritten() {
        assertThat(Json.read(Json.write("é😀\u2028\0\ufffd"))).contains("é😀\u2028\0\ufffd");
    }

    @Test
    void whatIsNoTreeIsNotWritten() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Json.write(Map.of("a", Instant.EPOCH)))
                .withMessage("not a JSON tree");
    }

    private static Optional<Object> read(String text) {
        return Json.read(text.getBytes(UTF_8));
    }

    private static String write(Object tree) {
        return new String(Json.write(tree), UTF_8);
    }
}
