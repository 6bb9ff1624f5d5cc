package dev.lethe.notice;

import static dev.lethe.notice.Drafts.CHAT;
import static dev.lethe.notice.Drafts.draft;
import static dev.lethe.notice.Drafts.terms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lethe.http.Malformed;
import dev.lethe.notice.NoticeDraft.Controller;
import dev.lethe.notice.NoticeDraft.Role;
import dev.lethe.regime.Place;
import dev.lethe.regime.Regimes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownLawTest {
    private static final Regimes REGIMES = new Regimes();

    @ParameterizedTest
    @ValueSource(strings = {"DE", "AR", "GB", "GB-SCT", "CA-QC", "US-CA", "US-WA"})
    void aCountryIsKnownAndARegionThatALawIsAbout(String place) {
        var draft = notice(Set.of("eu_gdpr", "us_ca"), place);
        assertThat(KnownLaw.checked(draft, REGIMES)).isSameAs(draft);
    }

    @ParameterizedTest
    @ValueSource(strings = {"XX", "EU", "UK", "US-ZZ", "DE-BE", "US-CAL"})
    void anotherPlaceIsRefusedByItsField(String place) {
        refuses(notice(Set.of("eu_gdpr"), "DE", place), "/controllers/1/establishments", place);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gdpr", "eu_gdpr_", "index", "clocks"})
    void anotherLawIsRefusedByItsField(String regime) {
        refuses(notice(Set.of("eu_gdpr", regime), "DE"), "/regimes", regime);
    }

    @Test
    void whatIsNotSaidIsNotLookedAt() {
        var draft = draft(terms(CHAT));
        assertThat(KnownLaw.checked(draft, REGIMES)).isSameAs(draft);
    }

    private static void refuses(NoticeDraft draft, String pointer, String value) {
        assertThatExceptionOfType(Malformed.class)
                .isThrownBy(() -> KnownLaw.checked(draft, REGIMES))
                .satisfies(malformed -> assertThat(malformed.wrongs())
                        .singleElement()
                        .satisfies(wrong -> {
                            assertThat(wrong.pointer()).isEqualTo(pointer);
                            assertThat(" " + wrong.detail() + " ").doesNotContain(" " + value + " ");
                        }));
    }

    private static NoticeDraft notice(Set<String> regimes, String... places) {
        var plain = draft(terms(CHAT));
        return new NoticeDraft(
                plain.locale(),
                plain.wordings(),
                plain.purposes(),
                List.of(
                        new Controller("Cloud", Role.PROCESSOR, "Street 2"),
                        new Controller(
                                "Shop",
                                Role.CONTROLLER,
                                "Street 1",
                                Optional.of(
                                        List.of(places).stream().map(Place::new).collect(Collectors.toSet())))),
                plain.platformCopy(),
                plain.rights(),
                plain.contact(),
                plain.reviewBy(),
                Optional.empty(),
                Optional.of(regimes),
                Optional.empty());
    }
}
