package dev.lethe.breach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.http.Malformed;
import dev.lethe.notice.Special;
import dev.lethe.regime.DataKind;
import dev.lethe.regime.Regimes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BreachFactsTest {
    private static final Regimes REGIMES = new Regimes();
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private static BreachFacts checked(Told told) {
        return CheckedFacts.checked(told.facts(), REGIMES, NOW);
    }

    private static Told told() {
        return Told.aware("2026-11-24T11:00:00Z").people("DE", 10);
    }

    private static void refuses(Told told, String... pointers) {
        assertThatThrownBy(() -> checked(told)).isInstanceOfSatisfying(Malformed.class, malformed -> {
            assertThat(malformed.wrongs()).extracting(Malformed.Wrong::pointer).containsExactly(pointers);
            assertThat(malformed.wrongs()).allMatch(wrong -> !wrong.detail().contains("XQ"));
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"awareAt":"2026-11-24T12:00:01Z"}|/awareAt
            {"detectedAt":"2026-11-24T12:00:01Z"}|/detectedAt
            {"detectedAt":"1999-12-31T23:59:59Z"}|/detectedAt
            {"detectedAt":"-999999999-01-01T00:00:00Z"}|/detectedAt
            {"detectedAt":"yesterday"}|/detectedAt
            {"milestones":{"closedAt":"2026-11-25T00:00:00Z"}}|/milestones/closedAt
            {"milestones":{"assessedAt":"2026-11-25T00:00:00Z"}}|/milestones/assessedAt
            {"delayedUntil":"+999999999-01-01T00:00:00Z"}|/delayedUntil
            {"role":"bystander"}|/role
            {"establishments":["XQ"]}|/establishments
            {"establishments":["US-XQ"]}|/establishments
            {"data":["feelings"]}|/data/0
            {"data":["health","health"]}|/data
            {"keys":"safe"}|/keys
            {"encrypted":false,"keys":"exposed"}|/keys
            {"circumstances":["improper-purpose"]}|/circumstances
            {"sent":[{"obligation":"eu_gdpr.breach.nobody/due/individuals","at":"2026-11-24T11:30:00Z"}]}|/sent/0/obligation
            {"sent":[{"obligation":"xq_nowhere.breach.sa/due/individuals","at":"2026-11-24T11:30:00Z"}]}|/sent/0/obligation
            {"sent":[{"obligation":"eu_gdpr.rights.response/due/individuals","at":"2026-11-24T11:30:00Z"}]}|/sent/0/obligation
            {"sent":[{"obligation":"../etc","at":"2026-11-24T11:30:00Z"}]}|/sent/0/obligation
            {"sent":[{"obligation":"eu_gdpr.breach.sa/due/supervisory-authority","at":"2026-11-24T12:30:00Z"}]}|/sent/0/at
            {"affected":[]}|/affected
            {"affected":[{"place":"XQ"}]}|/affected/0/place
            {"affected":[{"place":"US-XQ"}]}|/affected/0/place
            {"affected":[{"place":"nowhere"}]}|/affected/0/place
            {"affected":[{"place":"DE","persons":-1}]}|/affected/0/persons
            {"affected":[{"place":"DE","persons":0}]}|/affected/0/persons
            {"affected":[{"place":"DE","persons":2147483648}]}|/affected/0/persons
            {"affected":[{"place":"DE","persons":1,"minors":2}]}|/affected/0/minors
            {"affected":[{"place":"DE","exactness":"estimate"}]}|/affected/0/exactness
            {"affected":[{"place":"DE"},{"place":"FR"},{"place":"DE"}]}|/affected/2/place
            {"affected":[{},{}]}|/affected/1/place
            """)
    void whatIsWrongIsRefusedByName(String members, String pointer) {
        refuses(told().with(members), pointer);
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        refuses(
                told().with("detectedAt", "2026-11-24T12:00:01Z")
                        .people("XQ", 1)
                        .with("establishments", List.of("XQ")),
                "/detectedAt",
                "/affected/1/place",
                "/establishments");
    }

    @Test
    void moreThanThereMayBeIsRefused() {
        var affected = new ArrayList<Object>();
        for (var i = 0; i <= BreachFacts.AFFECTED_MAX; i++) {
            affected.add(Map.of("place", "DE"));
        }
        refuses(told().with("affected", affected), "/affected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"US-WA", "US-DC", "US-PR", "DE", "CA-QC", "GB-SCT", "AR"})
    void placesThatThereAreAreTaken(String place) {
        assertThat(checked(told().people("FR", 1).people(place.equals("DE") ? "NL" : place, 5))
                        .affected())
                .hasSize(3);
    }

    /** A notice's special categories are kinds of data here, by the same names. */
    @ParameterizedTest
    @EnumSource
    void everySpecialCategoryIsAKindOfData(Special.Category category) {
        assertThat(DataKind.valueOf(category.name()).isOpen()).isFalse();
    }
}
