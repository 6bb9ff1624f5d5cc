package dev.lethe.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lethe.http.Malformed.Wrong;
import dev.lethe.kernel.Items;
import dev.lethe.kernel.LanguageTag;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.Text;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShapeTest {
    private static final String CANARY = "_canary";

    enum Colour {
        DARK_RED,
        BLUE
    }

    record Inner(@Text(min = 2, max = 4) String word, int count) {
        Inner {
            if (word.equals("evil")) {
                throw new Malformed("/word", "must not be evil");
            }
            if (word.equals("odd!")) {
                throw new IllegalArgumentException(CANARY);
            }
        }
    }

    record Outer(
            Purpose purpose,
            Colour colour,
            boolean flag,
            Instant at,
            LocalDate on,
            Period period,
            Inner inner,
            @Items(max = 2) List<Inner> list,
            @Items(max = 3) Set<Purpose> set,
            @Items(min = 0, max = 2) Map<LanguageTag, Inner> map,
            Optional<Inner> maybe,
            @Text(max = 3, form = "[a-z]+") Optional<String> text) {}

    private static final String GOOD = """
            {"purpose":"chat","colour":"dark-red","flag":true,"at":"2026-03-01T12:00:00Z","on":"2026-03-01",
            "period":"P30D","inner":{"word":"ab","count":1},"list":[{"word":"cd","count":2}],"set":["chat","ads"],
            "map":{"en":{"word":"ef","count":3}}}""";

    @Test
    void whatIsRightIsReadAndWrittenBackTheSame() {
        var read = Shape.of(Outer.class).read(tree(GOOD));
        assertThat(read.colour()).isEqualTo(Colour.DARK_RED);
        assertThat(read.maybe()).isEmpty();
        assertThat(Json.read(Json.write(Shape.tree(read)))).contains(tree(GOOD));
    }

    @Test
    void anOptionalFieldIsReadWhenItIsThere() {
        var read = Shape.of(Outer.class).read(with("maybe", Map.of("word", "gh", "count", 4)));
        assertThat(read.maybe()).contains(new Inner("gh", 4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"purpose", "colour", "flag", "at", "on", "period", "inner", "list", "set", "map"})
    void eachFieldThatIsMissingIsNamed(String field) {
        var tree = tree(GOOD);
        tree.remove(field);
        assertThat(wrongs(tree)).containsExactly(new Wrong("/" + field, "is required"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "purpose | must be text",
                "colour  | must be text",
                "flag    | must be true or false",
                "at      | must be text",
                "on      | must be text",
                "period  | must be text",
                "inner   | must be an object",
                "list    | must be a list",
                "set     | must be a list",
                "map     | must be an object",
                "maybe   | must be an object",
                "text    | must be text"
            })
    void nullIsNotAValueAndNumbersAreNotText(String field, String detail) {
        assertThat(wrongs(with(field, Json.Null.NULL))).containsExactly(new Wrong("/" + field, detail));
        assertThat(wrongs(with(field, 7))).containsExactly(new Wrong("/" + field, detail));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "purpose | Canary             | must match [a-z][a-z0-9-]{1,39}",
                "colour  | DARK_RED           | must be one of: dark-red, blue",
                "colour  | canary             | must be one of: dark-red, blue",
                "flag    | true               | must be true or false",
                "at      | 2026-03-01         | must be an instant such as 2026-01-31T12:00:00Z",
                "at      | 2026-02-30T00:00:00Z | must be an instant such as 2026-01-31T12:00:00Z",
                "on      | 2026-02-29         | must be a date such as 2026-01-31",
                "on      | 2026-03-01T12:00Z  | must be a date such as 2026-01-31",
                "period  | PT720H             | must be a period of whole days, months or years such as P30D",
                "period  | 30 days            | must be a period of whole days, months or years such as P30D",
                "period  | P99999999999D      | must be a period of whole days, months or years such as P30D",
                "text    | canary             | must have 1 to 3 characters",
                "text    | ''                 | must have 1 to 3 characters",
                "text    | A1                 | must match [a-z]+"
            })
    void textOfTheWrongFormIsToldWhatItShouldBe(String field, String value, String detail) {
        assertThat(wrongs(with(field, value))).containsExactly(new Wrong("/" + field, detail));
    }

    @Test
    void lengthIsCountedInCodePoints() {
        assertThat(inner("😀😀😀😀").word()).hasSize(8);
        assertThat(wrongs("word", "😀😀😀😀😀")).containsExactly(new Wrong("/word", "must have 2 to 4 characters"));
        assertThat(wrongs("word", "😀")).containsExactly(new Wrong("/word", "must have 2 to 4 characters"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "a\ud800", "\udc00a", "\udc00\ud800", "a\udfffb"})
    void textWithoutUtf8AndTextThatEndsEarlyAreRefused(String text) {
        assertThat(wrongs("word", text)).containsExactly(new Wrong("/word", "has characters that no text may have"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "1.5",
                "1.0",
                "1e3",
                "2147483648",
                "99999999999999999999",
                "\"1\"",
                "true",
                "[1]",
                "1e400"
            })
    void aCountIsAWholeNumberFromOne(String json) {
        assertThat(wrongs(
                        "count",
                        Json.read(json.getBytes(StandardCharsets.UTF_8)).orElseThrow()))
                .containsExactly(new Wrong("/count", "must be a whole number from 1"));
    }

    @Test
    void listsSetsAndMapsAreBounded() {
        var one = Map.of("word", "ab", "count", 1);
        assertThat(wrongs(with("list", List.of()))).containsExactly(new Wrong("/list", "must have 1 to 2 items"));
        assertThat(wrongs(with("list", List.of(one, one, one))))
                .containsExactly(new Wrong("/list", "must have 1 to 2 items"));
        assertThat(wrongs(with("set", List.of("aa", "bb", "cc", "dd"))))
                .containsExactly(new Wrong("/set", "must have 1 to 3 items"));
        assertThat(wrongs(with("map", Map.of("en", one, "de", one, "fr", one))))
                .containsExactly(new Wrong("/map", "must have 0 to 2 members"));
    }

    @Test
    void aSetHoldsNothingTwice() {
        assertThat(wrongs(with("set", List.of("chat", "ads", "chat"))))
                .containsExactly(new Wrong("/set", "has an item twice"));
    }

    @Test
    void aMapsNameThatIsWrongIsNotRepeated() {
        assertThat(wrongs(with("map", Map.of("CANARY", Map.of("word", "ab", "count", 1)))))
                .containsExactly(new Wrong("/map", "has a name that is not of the right form"));
    }

    @Test
    void pointersLeadToWhereItIsWrong() {
        assertThat(wrongs(with("inner", Map.of("word", "ab", "count", 0))))
                .extracting(Wrong::pointer)
                .containsExactly("/inner/count");
        assertThat(wrongs(with("list", List.of(Map.of("word", "ab", "count", 1), Map.of("word", "a", "count", 1)))))
                .extracting(Wrong::pointer)
                .containsExactly("/list/1/word");
        assertThat(wrongs(with("map", Map.of("en", Map.of("word", "ab")))))
                .extracting(Wrong::pointer)
                .containsExactly("/map/en/count");
        assertThat(wrongs(with("set", List.of("chat", 5))))
                .extracting(Wrong::pointer)
                .containsExactly("/set/1");
    }

    @Test
    void whatTheRecordItselfRefusesIsNamedFromTheTop() {
        assertThat(wrongs(with("list", List.of(Map.of("word", "evil", "count", 1)))))
                .containsExactly(new Wrong("/list/0/word", "must not be evil"));
        assertThat(wrongs(with("inner", Map.of("word", "odd!", "count", 1))))
                .containsExactly(new Wrong("/inner", "is not of the right form"));
    }

    @Test
    void everythingThatIsWrongIsFoundAtOnce() {
        var tree = with("colour", "canary");
        tree.remove("purpose");
        tree.put(CANARY, CANARY);
        tree.put("inner", Map.of("word", CANARY, "count", -1));
        assertThat(wrongs(tree))
                .extracting(Wrong::pointer)
                .containsExactlyInAnyOrder("", "/purpose", "/colour", "/inner/word", "/inner/count");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"canary\"", "[\"canary\"]", "7", "null"})
    void whatIsNoObjectIsNoRecord(String json) {
        var tree = Json.read(json.getBytes(StandardCharsets.UTF_8)).orElseThrow();
        assertThat(wrongs(tree)).containsExactly(new Wrong("", "must be an object"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "purpose", "colour", "flag", "at", "on", "period", "inner", "list", "set", "map", "maybe", "text",
                CANARY
            })
    void noComplaintEverRepeatsWhatWasSent(String field) {
        for (Object value : List.of(
                CANARY,
                "CANARY_CANARY",
                List.of(CANARY, CANARY),
                Map.of(CANARY, CANARY),
                Map.of("en", Map.of(CANARY, CANARY)),
                Map.of("word", CANARY, "count", CANARY))) {
            assertThatExceptionOfType(Malformed.class)
                    .isThrownBy(() -> Shape.of(Outer.class).read(with(field, value)))
                    .withNoCause()
                    .withMessage("malformed")
                    .satisfies(malformed -> assertThat(malformed.wrongs())
                            .isNotEmpty()
                            .noneMatch(wrong ->
                                    wrong.toString().toLowerCase(Locale.ROOT).contains(CANARY)));
        }
    }

    private static Inner inner(String word) {
        return Shape.of(Inner.class).read(Map.of("word", word, "count", 1));
    }

    private static List<Wrong> wrongs(String field, Object value) {
        var tree = new HashMap<String, Object>(Map.of("word", "ab", "count", 1));
        tree.put(field, value);
        return wrongs(Shape.of(Inner.class), tree);
    }

    private static List<Wrong> wrongs(Object tree) {
        return wrongs(Shape.of(Outer.class), tree);
    }

    private static List<Wrong> wrongs(Shape<?> shape, Object tree) {
        try {
            shape.read(tree);
            return List.of();
        } catch (Malformed malformed) {
            return malformed.wrongs();
        }
    }

    private static Map<String, Object> with(String field, Object value) {
        var tree = tree(GOOD);
        tree.put(field, value);
        return tree;
    }

    @SuppressWarnings("unchecked") // An object reads as a map from its names.
    private static Map<String, Object> tree(String json) {
        return (Map<String, Object>)
                Json.read(json.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }
}
