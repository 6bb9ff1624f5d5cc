package dev.lethe.notice;

import static dev.lethe.notice.Drafts.ADS;
import static dev.lethe.notice.Drafts.CHAT;
import static dev.lethe.notice.Drafts.EN;
import static dev.lethe.notice.Drafts.draft;
import static dev.lethe.notice.Drafts.terms;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.notice.NoticeChanges.AskAgain;
import dev.lethe.notice.NoticeChanges.Change;
import dev.lethe.notice.NoticeChanges.Who;
import dev.lethe.notice.NoticeChanges.Why;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NoticeChangesTest {
    private static final Terms TERMS = terms(CHAT);

    @Test
    void theSameTextHasNoChanges() {
        assertThat(NoticeChanges.between(draft(TERMS), draft(TERMS))).isEmpty();
        assertThat(NoticeChanges.askAgain(Optional.of(draft(TERMS)), draft(TERMS)))
                .isEmpty();
    }

    @Test
    void whatOnlyMovedIsNoChange() {
        assertThat(NoticeChanges.between(draft(TERMS, terms(ADS)), draft(terms(ADS), TERMS)))
                .isEmpty();
    }

    @Test
    void aChangeSaysWhatStoodThereAndWhatStandsThere() {
        var longer = terms(CHAT, LegalBasis.CONSENT, Set.of("message-text"), Period.ofDays(60), Set.of());
        assertThat(NoticeChanges.between(draft(TERMS), draft(longer)))
                .containsExactly(
                        new Change("/purposes/chat-history/retention", Optional.of("P30D"), Optional.of("P60D")));
    }

    @Test
    void aPurposeThatComesOrGoesIsTold() {
        var both = draft(TERMS, terms(ADS));
        assertThat(NoticeChanges.between(draft(TERMS), both))
                .extracting(Change::where)
                .contains("/purposes/ads/basis", "/wordings/en/questions/ads/text");
        assertThat(NoticeChanges.between(both, draft(TERMS)))
                .allSatisfy(change -> assertThat(change.after()).isEmpty());
    }

    static Stream<Arguments> changedTerms() {
        return Stream.of(
                Arguments.of(
                        terms(CHAT, LegalBasis.CONSENT, Set.of("message-text"), Period.ofDays(31), Set.of()),
                        Why.RETENTION),
                Arguments.of(
                        terms(CHAT, LegalBasis.CONSENT, Set.of("message-text", "voice"), Period.ofDays(30), Set.of()),
                        Why.CATEGORIES),
                Arguments.of(
                        terms(CHAT, LegalBasis.CONSENT, Set.of("message-text"), Period.ofDays(30), Set.of("Ads Inc")),
                        Why.RECIPIENTS),
                Arguments.of(Drafts.anonymised(TERMS), Why.ANONYMISATION));
    }

    @ParameterizedTest
    @MethodSource("changedTerms")
    void whoAgreedToOtherTermsIsAskedAgainAndTheReasonIsSaid(Terms changed, Why why) {
        assertThat(NoticeChanges.askAgain(Optional.of(draft(TERMS)), draft(changed)))
                .containsExactly(new AskAgain(CHAT, Who.WHO_AGREED, List.of(why)));
    }

    @Test
    void everybodyIsAskedAboutWhatIsNew() {
        var everybody = new AskAgain(CHAT, Who.EVERYBODY, List.of(Why.NEW_PURPOSE));
        assertThat(NoticeChanges.askAgain(Optional.empty(), draft(TERMS))).containsExactly(everybody);
        assertThat(NoticeChanges.askAgain(Optional.of(draft(terms(ADS))), draft(TERMS)))
                .containsExactly(everybody);
        assertThat(NoticeChanges.askAgain(Optional.of(draft(terms(CHAT, LegalBasis.CONTRACT))), draft(TERMS)))
                .as("what rested on a contract was never asked")
                .containsExactly(everybody);
    }

    @Test
    void nobodyIsAskedForWhatDoesNotRestOnConsentOrOnlyReadsOtherwise() {
        assertThat(NoticeChanges.askAgain(Optional.of(draft(TERMS)), draft(terms(CHAT, LegalBasis.CONTRACT))))
                .isEmpty();
        var reworded = draft(EN, Map.of(EN, Drafts.wording(CHAT)), TERMS);
        assertThat(NoticeChanges.askAgain(Optional.of(draft(TERMS)), reworded)).isEmpty();
    }
}
