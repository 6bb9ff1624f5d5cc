package dev.lethe.breach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.breach.ObligationChange.Kind;
import dev.lethe.regime.Regimes;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ObligationChangeRulesTest {
    private static final ObligationRules RULES = new ObligationRules(new Regimes());
    private static final String ICO = "uk_gdpr.breach.ico/due/supervisory-authority";
    private static final String PEOPLE = "uk_gdpr.breach.individuals/promptly/individuals";

    private static Told told() {
        return Told.aware("2026-10-23T14:20:00Z").people("GB", 10).with("risk", "high");
    }

    private static Stream<String> changes(Told before, Told after) {
        return ObligationChangeRules.between(RULES.of(before.facts()), RULES.of(after.facts())).stream()
                .map(change -> change.key() + " " + change.kind());
    }

    @Test
    void whatTheSameFactsSayHasNotChanged() {
        assertThat(changes(told(), told())).isEmpty();
    }

    @Test
    void whatChangesIsNamed() {
        assertThat(changes(told(), told().with("risk", "risk"))).containsExactly(PEOPLE + " " + Kind.GONE);
        assertThat(changes(told().with("risk", "risk"), told())).containsExactly(PEOPLE + " " + Kind.ADDED);
        assertThat(changes(told(), told().with("highRiskRemoved", true))).containsExactly(PEOPLE + " " + Kind.EXEMPTED);
        assertThat(changes(told().with("highRiskRemoved", true), told()))
                .containsExactly(PEOPLE + " " + Kind.NO_LONGER_EXEMPT);
        assertThat(changes(told(), told().with("awareAt", "2026-10-23T16:20:00Z")))
                .containsExactly(ICO + " " + Kind.LATER, PEOPLE + " " + Kind.LATER);
        assertThat(changes(told(), told().with("awareAt", "2026-10-23T10:20:00Z")))
                .containsExactly(ICO + " " + Kind.SOONER, PEOPLE + " " + Kind.SOONER);
        assertThat(changes(
                        told(), told().with("sent", List.of(Map.of("obligation", ICO, "at", "2026-10-24T00:00:00Z")))))
                .containsExactly(ICO + " " + Kind.SENT);
        assertThat(changes(told().people("ZA", 1), told())).allMatch(change -> change.endsWith(" GONE"));
        assertThat(changes(told(), told().people("ZA", 1)))
                .containsExactly(
                        "za_popia.breach.individuals/promptly/individuals ADDED",
                        "za_popia.breach.regulator/promptly/supervisory-authority ADDED");
    }

    @Test
    void whatWasNotSentAfterAllHasToBe() {
        var sent = told().with("sent", List.of(Map.of("obligation", ICO, "at", "2026-10-24T00:00:00Z")));
        assertThat(changes(sent, told())).containsExactly(ICO + " " + Kind.ADDED);
        assertThat(changes(sent, sent)).isEmpty();
    }

    /** That a threshold comes to be known is no change to who has to tell. */
    @Test
    void whatWasTakenToBeOwedAndIsHasNotChanged() {
        assertThat(changes(told().without("risk"), told())).isEmpty();
    }

    @Test
    void aChangeReadsAsASentence() {
        var changes = ObligationChangeRules.between(
                RULES.of(told().facts()),
                RULES.of(told().with("awareAt", "2026-10-23T10:20:00Z").facts()));
        assertThat(changes.getFirst().says())
                .isEqualTo(ICO
                        + ": Information Commissioner (ICO) has to be told sooner, by 2026-10-26T10:20:00Z and not by"
                        + " 2026-10-26T14:20:00Z");
    }
}
