package dev.lethe.words;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.Project;
import dev.lethe.consent.Verdict.Why;
import dev.lethe.conversation.Said;
import dev.lethe.disclosure.Sentence;
import dev.lethe.http.Shape;
import dev.lethe.kernel.LanguageTag;
import dev.lethe.subject.Profile;
import java.text.Normalizer;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the suite says, it says in every language: nothing is missing, nothing is left over, nothing is lost. */
class WordsTest {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)\\}");
    private static final Words WORDS = new Words();
    private static final Phrases ENGLISH = WORDS.of(Words.ENGLISH);

    static Stream<LanguageTag> languages() {
        return Words.LANGUAGES.stream();
    }

    static Stream<LanguageTag> translations() {
        return languages().filter(language -> !language.equals(Words.ENGLISH));
    }

    @Test
    void everyLanguageHasItsFileAndNoFileIsOfAnother() {
        assertThat(Project.files("functions/src/main/resources/words", ".json"))
                .extracting(file -> file.getFileName().toString())
                .containsExactlyInAnyOrderElementsOf(
                        languages().map(language -> language + ".json").toList());
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyLanguageSaysWhatIsSaidAndNothingElse(LanguageTag language) {
        assertThat(faults(WORDS.of(language).words())).isEmpty();
    }

    /** A phrase that is as long as in English may have been left untranslated; one that is the same was. */
    @ParameterizedTest
    @MethodSource("translations")
    void everyPhraseIsTranslated(LanguageTag language) {
        var words = WORDS.of(language).words();
        assertThat(words.keySet().stream().filter(key -> !key.equals("ask.ok")).filter(key -> ENGLISH.say(key)
                        .equals(words.get(key))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("languages")
    void noLanguageIsSaidToBeReviewedThatIsNot(LanguageTag language) {
        assertThat(WORDS.of(language).reviewed()).isFalse();
    }

    @Test
    void aFaultIsSeen() {
        var words = new LinkedHashMap<>(ENGLISH.words());
        words.remove("why.erased");
        words.put("why.not", "Because.");
        words.put("why.refused", " ");
        words.put("why.consent-given-until", "You have consented to this, until {when}.");
        words.put("ask.ok", "cafe\u0301");
        assertThat(faults(words))
                .containsExactlyInAnyOrder(
                        "why.erased is missing",
                        "why.not is said nowhere",
                        "why.refused is empty, or has blanks around it",
                        "why.consent-given-until has other placeholders",
                        "ask.ok is not written as it is usually composed");
    }

    @ParameterizedTest
    @CsvSource({"de, de", "de-AT, de", "pt-BR, pt", "en-GB, en", "ja-JP, ja", "fi, en", "sv-SE, en", "nds, en"})
    void somebodyIsSpokenToInTheirLanguageElseInEnglish(String wanted, String spoken) {
        assertThat(WORDS.in(Optional.of(new LanguageTag(wanted))).language()).isEqualTo(new LanguageTag(spoken));
    }

    @Test
    void somebodyWhoseLanguageIsNotKnownIsSpokenToInEnglish() {
        assertThat(WORDS.in(Optional.empty()).language()).isEqualTo(Words.ENGLISH);
    }

    @Test
    void whatStandsInBracesIsFilledIn() {
        assertThat(ENGLISH.say("why.consent-given-until", "until", "2027-05-01"))
                .isEqualTo("You have consented to this. Your consent is good until 2027-05-01.");
    }

    @ParameterizedTest
    @CsvSource({
        "en, P1D, 1 day",
        "en, P30D, 30 days",
        "de, P1Y6M, '1 Jahr, 6 Monate'",
        "pl, P1M, 1 miesiąc",
        "pl, P2Y, 2 lata",
        "pl, P5Y, 5 lat",
        "pl, P12D, 12 dni",
        "pl, P12M, 12 miesięcy",
        "pl, P22M, 22 miesiące",
        "ja, P3M, 3か月",
        "fr, P1M, 1 mois"
    })
    void aPeriodIsSaidAsPeopleSayIt(LanguageTag language, Period period, String said) {
        assertThat(Periods.inWords(period, WORDS.of(language))).isEqualTo(said);
    }

    @Test
    void aLanguageOrAPhraseThatIsNotThereIsAFaultOfOurs() {
        assertThatThrownBy(() -> WORDS.of(new LanguageTag("fi"))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ENGLISH.say("why.not")).isInstanceOf(IllegalStateException.class);
    }

    private static List<String> faults(Map<String, String> words) {
        var faults = new ArrayList<String>();
        var rest = new TreeSet<>(words.keySet());
        for (var key : keys()) {
            var phrase = words.get(key);
            rest.remove(key);
            if (phrase == null) {
                faults.add(key + " is missing");
            } else if (phrase.isBlank() || !phrase.strip().equals(phrase)) {
                faults.add(key + " is empty, or has blanks around it");
            } else if (!Normalizer.isNormalized(phrase, Normalizer.Form.NFC)) {
                faults.add(key + " is not written as it is usually composed");
            } else if (!placeholders(phrase).equals(filledIn(key))) {
                faults.add(key + " has other placeholders");
            }
        }
        rest.forEach(key -> faults.add(key + " is said nowhere"));
        return faults;
    }

    private static Set<String> filledIn(String key) {
        if (key.startsWith("period.")) {
            return Set.of("n");
        }
        if (key.equals("afterwards.anonymised")) {
            return Set.of("n");
        }
        return key.endsWith("-until") ? Set.of("until") : Set.of();
    }

    /** Every phrase that is said anywhere. */
    private static Set<String> keys() {
        var keys = Arrays.stream(Why.values())
                .map(why -> "why." + Shape.written(why))
                .collect(toCollection(TreeSet::new));
        keys.add("why.consent-given-until");
        keys.add("ask.ok");
        for (var unit : List.of("years", "months", "days")) {
            for (var form : List.of("one", "few", "other")) {
                keys.add("period." + unit + "." + form);
            }
        }
        keys.add("afterwards.deleted");
        keys.add("afterwards.anonymised");
        keys.add("category." + Said.CATEGORY);
        keys.add("category." + Profile.CATEGORY);
        Arrays.stream(Sentence.values())
                .map(sentence -> "disclosure." + Shape.written(sentence))
                .forEach(keys::add);
        return keys;
    }

    private static Set<String> placeholders(String phrase) {
        return PLACEHOLDER
                .matcher(phrase)
                .results()
                .map(found -> found.group(1))
                .collect(toCollection(TreeSet::new));
    }
}
