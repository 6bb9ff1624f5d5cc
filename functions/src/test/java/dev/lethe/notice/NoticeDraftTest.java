package dev.lethe.notice;

import static dev.lethe.notice.Drafts.ADS;
import static dev.lethe.notice.Drafts.CHAT;
import static dev.lethe.notice.Drafts.EN;
import static dev.lethe.notice.Drafts.draft;
import static dev.lethe.notice.Drafts.terms;
import static dev.lethe.notice.Drafts.wording;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.lethe.http.Malformed;
import dev.lethe.http.Malformed.Wrong;
import dev.lethe.kernel.LanguageTag;
import dev.lethe.kernel.NoticeId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoticeDraftTest {
    private static final LanguageTag DE = new LanguageTag("de");
    private static final String QUESTIONS =
            "must have one question for each purpose that people are asked about, and no other";

    @Test
    void itsLanguageIsOneItHasWordsFor() {
        assertWrong(() -> draft(DE, List.of(EN), terms(CHAT)), new Wrong("/locale", "must be one of the wordings"));
    }

    @Test
    void aPurposeIsDescribedOnce() {
        assertWrong(
                () -> draft(terms(CHAT), terms(ADS), terms(CHAT, LegalBasis.CONTRACT)),
                new Wrong("/purposes/2/purpose", "is described twice"));
    }

    @Test
    void everyLanguageAsksWhatRestsOnConsentAndNothingElse() {
        assertWrong(
                () -> draft(EN, Map.of(EN, wording(CHAT), DE, wording()), terms(CHAT)),
                new Wrong("/wordings/de/questions", QUESTIONS));
        assertWrong(
                () -> draft(EN, Map.of(EN, wording(CHAT, ADS)), terms(CHAT)),
                new Wrong("/wordings/en/questions", QUESTIONS));
        assertWrong(
                () -> draft(EN, Map.of(EN, wording(CHAT)), terms(CHAT, LegalBasis.LEGITIMATE_INTEREST)),
                new Wrong("/wordings/en/questions", QUESTIONS));
        assertWrong(
                () -> draft(EN, Map.of(EN, wording(ADS)), terms(CHAT)), new Wrong("/wordings/en/questions", QUESTIONS));
    }

    @Test
    void whatRestsOnNoConsentIsNotAskedAbout() {
        assertThat(draft(terms(CHAT, LegalBasis.CONTRACT)).wordings().get(EN)).isEqualTo(wording());
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        assertWrong(
                () -> draft(DE, Map.of(EN, wording()), terms(CHAT), terms(CHAT)),
                new Wrong("/locale", "must be one of the wordings"),
                new Wrong("/purposes/1/purpose", "is described twice"),
                new Wrong("/wordings/en/questions", QUESTIONS));
    }

    @ParameterizedTest
    @CsvSource({"en, en", "de, de", "de-AT, de", "pt-BR, pt-BR", "pt, en", "pt-PT, en", "fr, en", ", en"})
    void theNearestLanguageIsUsed(String wanted, String used) {
        var notice = new Notice(
                new NoticeId("chat"),
                1,
                Instant.EPOCH,
                "00",
                draft(EN, List.of(EN, DE, new LanguageTag("pt-BR")), terms(CHAT)));
        var language = notice.language(Optional.ofNullable(wanted).map(LanguageTag::new));
        assertThat(language).isEqualTo(new LanguageTag(used));
        assertThat(notice.wording(language)).isEqualTo(wording(CHAT));
    }

    @Test
    void thereAreNoWordsInALanguageThatWasNotChosen() {
        var notice = new Notice(new NoticeId("chat"), 1, Instant.EPOCH, "00", draft(terms(CHAT)));
        assertThatIllegalStateException().isThrownBy(() -> notice.wording(DE));
    }

    private static void assertWrong(ThrowingCallable call, Wrong... wrongs) {
        assertThatExceptionOfType(Malformed.class)
                .isThrownBy(call)
                .satisfies(malformed -> assertThat(malformed.wrongs()).containsExactly(wrongs));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "Hello <b>you</b>",
                "</p>",
                "<!-- -->",
                "Click javascript:alert(1)",
                "&#60;script&#62;",
                "&lt;script"
            })
    void aTextWithMarkupIsRefusedByItsPlace(String text) {
        var wordings = Map.of(EN, new Wording(text, "All of it", wording(CHAT).questions()));
        assertThatExceptionOfType(Malformed.class)
                .isThrownBy(() -> draft(EN, wordings, terms(CHAT)).checked())
                .satisfies(e -> assertThat(e.wrongs())
                        .containsExactly(new Wrong("/wordings/en/chat", "must be text without markup")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"We keep < 30 days", "R&D; and more", "your data: kept", "a <3 b", "50 % & more"})
    void whatOnlyLooksLikeMarkupIsText(String text) {
        var wordings = Map.of(EN, new Wording(text, text, wording(CHAT).questions()));
        var draft = draft(EN, wordings, terms(CHAT));
        assertThat(draft.checked()).isSameAs(draft);
    }
}
