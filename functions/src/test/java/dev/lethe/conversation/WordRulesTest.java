package dev.lethe.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.conversation.Said.Author;
import dev.lethe.crypto.Plaintext;
import dev.lethe.http.Json;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordRulesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Where is my order?                     | order,where
            ORDER order Order                      | order
            l’adresse d'Ana-Maria                 | adresse,ana,maria
            ｆｕｌｌｗｉｄｔｈ                              | fullwidth
            注文はどこですか                       | 注文はどこですか
            """)
    void aWordIsARunOfLettersInSmallLetters(String text, String words) {
        assertThat(WordRules.words(text)).containsExactlyInAnyOrder(words.split(",", -1));
    }

    @ParameterizedTest
    @CsvSource({
        "ana@example.org",
        "'+49 151 12345678'",
        "@ana_maria",
        "#ana",
        "https://example.org/ana",
        "example.org/ana",
        "www.ana-maria.example",
        "a1b2c3",
        "C:\\Users\\ana",
        "DE89370400440532013000",
        "t=ana",
        "ab"
    })
    void whatMayBeANumberAnAddressOrAHandleIsNone(String text) {
        assertThat(WordRules.words(text)).isEmpty();
    }

    @Test
    void whatIsLongerThanWordsAreIsNone() {
        assertThat(WordRules.words("a".repeat(WordRules.LENGTH_MAX))).hasSize(1);
        assertThat(WordRules.words("a".repeat(WordRules.LENGTH_MAX + 1))).isEmpty();
    }

    @Test
    void ofOneTextSoManyAreLookedAt() {
        var text = IntStream.range(0, 2_000)
                .mapToObj(n -> "w" + Integer.toString(n, 2).replace('0', 'o').replace('1', 'i') + "w")
                .collect(Collectors.joining(" "));
        assertThat(WordRules.words(text)).hasSize(WordRules.WORDS_MAX);
    }

    /** What the bot says may be what one person told it. */
    @Test
    void whatTheBotWroteHasNone() {
        var words = new WordsOfMessages();
        assertThat(words.words(said(Author.PERSON))).containsExactly("parcel");
        assertThat(words.words(said(Author.BOT))).isEmpty();
    }

    private static Plaintext said(Author author) {
        return new Plaintext(Json.write(Map.of(
                "channel", "messenger",
                "conversationId", "telling",
                "messageId", "telling",
                "author", author.name().toLowerCase(Locale.ROOT),
                "text", "Parcel",
                "sentAt", "2026-03-01T12:00:00Z")));
    }
}
