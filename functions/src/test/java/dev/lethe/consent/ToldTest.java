package dev.lethe.consent;

import static dev.lethe.consent.People.ADS;
import static dev.lethe.consent.People.CHAT;
import static dev.lethe.consent.People.NOON;
import static dev.lethe.consent.People.NOTICE_ID;
import static dev.lethe.consent.People.ORDERS;
import static dev.lethe.consent.People.order;
import static dev.lethe.consent.People.terms;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.consent.ConsentReceipt.Decision;
import dev.lethe.consent.Verdict.Why;
import dev.lethe.kernel.LanguageTag;
import dev.lethe.words.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToldTest {
    private static final Words WORDS = new Words();

    /** A verdict of every kind. */
    private static final List<Verdict> VERDICTS = List.of(
            new Verdict.Allowed(order(), NOON),
            new Verdict.Allowed(terms(CHAT), NOON),
            new Verdict.NotAsked(CHAT, NOTICE_ID),
            new Verdict.Refused(CHAT, Decision.REFUSED),
            new Verdict.Refused(CHAT, Decision.WITHDRAWN),
            new Verdict.Refused(ORDERS, Decision.OBJECTED),
            new Verdict.Refused(ADS, Decision.OPTED_OUT),
            new Verdict.Stale(CHAT, NOTICE_ID, false),
            new Verdict.Stale(CHAT, NOTICE_ID, true),
            new Verdict.NotCovered(CHAT),
            new Verdict.NeedsParent(CHAT, NOTICE_ID),
            new Verdict.NeedsConsent(ADS, "somewhere"),
            new Verdict.Erased(CHAT, NOTICE_ID),
            new Verdict.Unknown(CHAT));

    @Test
    void everyReasonIsToldAndNoTwoInTheSameWords() {
        var told = Told.of(VERDICTS, WORDS.in(Optional.empty()));
        assertThat(told).extracting(Told::why).containsExactlyElementsOf(Arrays.asList(Why.values()));
        assertThat(told).extracting(Told::because).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "en, You have consented to this. Your consent is good until 2026-03-01.",
        "de-AT, Sie haben darin eingewilligt. Ihre Einwilligung gilt bis 2026-03-01.",
        "fi, You have consented to this. Your consent is good until 2026-03-01.",
    })
    void aYesThatEndsSaysWhen(String locale, String because) {
        var verdict = new Verdict.Allowed(terms(CHAT), NOON, Optional.of(NOON), Set.of());
        assertThat(Told.of(verdict, WORDS.in(Optional.of(new LanguageTag(locale))))
                        .because())
                .isEqualTo(because);
    }
}
