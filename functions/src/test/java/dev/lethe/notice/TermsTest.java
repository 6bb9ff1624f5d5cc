package dev.lethe.notice;

import static dev.lethe.notice.Drafts.ADS;
import static dev.lethe.notice.Drafts.CHAT;
import static dev.lethe.notice.Drafts.terms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lethe.http.Malformed;
import dev.lethe.http.Malformed.Wrong;
import java.time.Period;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TermsTest {
    private static final Set<String> TEXT = Set.of("message-text");
    private static final Period MONTH = Period.ofDays(30);

    @ParameterizedTest
    @ValueSource(strings = {"P1D", "P30D", "P6M", "P10Y", "P120M", "P3652D", "P9Y11M"})
    void dataIsKeptForADayToTenYears(String period) {
        assertThat(retained(period).retention()).isEqualTo(Period.parse(period));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "P0D",
                "P-1D",
                "-P30D",
                "P1Y-1D",
                "P1M-40D",
                "P11Y",
                "P121M",
                "P4000D",
                "P10Y1D",
                "P2147483647Y",
                "P2147483647D",
                "P2147483647M",
                "P-2147483648Y"
            })
    void neverForNoTimeAndNeverForLonger(String period) {
        assertTooLong(period);
    }

    @ParameterizedTest
    @ValueSource(strings = {"P3654D", "P3720D", "P9Y372D", "P119M32D"})
    void tenYearsInDaysAreTenYears(String period) {
        assertTooLong(period);
    }

    @Test
    void whateverAPersonAgreedToIsPartOfTheSubstance() {
        assertThat(Stream.of(
                                terms(CHAT, LegalBasis.CONSENT, TEXT, MONTH, Set.of()),
                                terms(ADS, LegalBasis.CONSENT, TEXT, MONTH, Set.of()),
                                terms(CHAT, LegalBasis.CONTRACT, TEXT, MONTH, Set.of()),
                                terms(CHAT, LegalBasis.CONSENT, Set.of("location"), MONTH, Set.of()),
                                terms(CHAT, LegalBasis.CONSENT, Set.of("message-text", "location"), MONTH, Set.of()),
                                terms(CHAT, LegalBasis.CONSENT, TEXT, Period.ofDays(31), Set.of()),
                                terms(CHAT, LegalBasis.CONSENT, TEXT, MONTH, Set.of("Example Hosting")),
                                Drafts.anonymised(terms(CHAT, LegalBasis.CONSENT, TEXT, MONTH, Set.of())))
                        .map(Terms::substance))
                .doesNotHaveDuplicates();
    }

    @Test
    void oneRecipientIsNotTwo() {
        assertThat(terms(CHAT, LegalBasis.CONSENT, TEXT, MONTH, Set.of("a\tb")).substance())
                .isNotEqualTo(terms(CHAT, LegalBasis.CONSENT, TEXT, MONTH, Set.of("a", "b"))
                        .substance());
    }

    @Test
    void neitherTheReasonsWordsNorTheOrderOfAListIs() {
        var one = new Terms(CHAT, LegalBasis.CONSENT, inOrder("a", "b"), MONTH, "Because", inOrder("x", "y"));
        var other = new Terms(CHAT, LegalBasis.CONSENT, inOrder("b", "a"), MONTH, "So that", inOrder("y", "x"));
        assertThat(one.substance()).isEqualTo(other.substance()).matches("[0-9a-f]{32}");
    }

    private static void assertTooLong(String period) {
        assertThatExceptionOfType(Malformed.class)
                .isThrownBy(() -> retained(period))
                .satisfies(malformed -> assertThat(malformed.wrongs())
                        .containsExactly(new Wrong("/retention", "must be 1 day to 10 years")));
    }

    private static Terms retained(String period) {
        return terms(CHAT, LegalBasis.CONSENT, TEXT, Period.parse(period), Set.of());
    }

    private static Set<String> inOrder(String... items) {
        return new LinkedHashSet<>(List.of(items));
    }
}
