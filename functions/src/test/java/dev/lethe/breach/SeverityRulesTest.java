package dev.lethe.breach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.breach.Severity.Context;
import dev.lethe.breach.Severity.Flag;
import dev.lethe.breach.Severity.Kind;
import dev.lethe.breach.Severity.Level;
import dev.lethe.http.Malformed;
import dev.lethe.regime.Fact;
import dev.lethe.regime.FactTable;
import dev.lethe.regime.Regimes;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SeverityRulesTest {
    private static final FactTable TABLE = new Regimes().table(FactTable.ENISA).orElseThrow();
    private static final SeverityRules RULES = new SeverityRules(TABLE);

    private static Severity severity(Told told) {
        var facts = told.facts();
        return RULES.severity(facts.severity().orElseThrow(), facts);
    }

    private static Told answers(String data, String ei, String confidentiality, String integrity, String availability) {
        return Told.aware("2026-10-23T14:20:00Z")
                .people("DE", 100)
                .with(
                        "{\"severity\": {\"data\": [%s], \"identification\": \"%s\", \"confidentiality\": \"%s\", \"integrity\": \"%s\", \"availability\": \"%s\"}}"
                                .formatted(data, ei, confidentiality, integrity, availability));
    }

    private static Told data(String kind, @Nullable String context) {
        var of = "{\"kind\": \"%s\"%s}"
                .formatted(kind, context == null ? "" : ", \"context\": \"%s\"".formatted(context));
        return answers(of, "maximum", "no-evidence", "no-wrong-use", "no-difficulty");
    }

    /** The examples of ENISA's Annex 1, by their names in the table. */
    @ParameterizedTest
    @CsvSource({
        "x.enisa.dpc_simple,supermarket_customer_list,simple,",
        "x.enisa.dpc_simple,luxury_seller_list,simple,simple-profile",
        "x.enisa.dpc_simple,adult_book_shop_delivery_addresses,simple,simple-sensitive-inference",
        "x.enisa.dpc_simple,undercover_officers,simple,simple-safety",
        "x.enisa.dpc_behavioural,helpdesk_calls_to_an_isp,behavioural,behavioural-no-insight",
        "x.enisa.dpc_behavioural,one_week_of_calls,behavioural,",
        "x.enisa.dpc_behavioural,one_year_of_calls,behavioural,behavioural-detailed-profile",
        "x.enisa.dpc_behavioural,calls_to_a_counselling_line,behavioural,behavioural-sensitive-profile",
        "x.enisa.dpc_financial,letter_showing_someone_is_a_bank_customer,financial,financial-no-insight",
        "x.enisa.dpc_financial,one_day_of_transactions_without_detail,financial,financial-little-insight",
        "x.enisa.dpc_financial,one_month_of_balances,financial,",
        "x.enisa.dpc_financial,one_year_of_statements,financial,financial-full-detail",
        "x.enisa.dpc_sensitive,did_general_blood_tests,sensitive,sensitive-no-insight",
        "x.enisa.dpc_sensitive,emergency-room_blood_test,sensitive,sensitive-general-assumptions",
        "x.enisa.dpc_sensitive,test_for_a_named_disease,sensitive,sensitive-assumptions",
        "x.enisa.dpc_sensitive,test_results,sensitive,",
    })
    void anExampleOfTheMethodsHasItsScore(String table, String example, String kind, @Nullable String context) {
        var scores = TABLE.fact(table).flatMap(Fact::scores).orElse(Map.of());
        assertThat(severity(data(kind, context)).context().toPlainString())
                .isEqualTo(Objects.requireNonNull(scores.get(example)).value());
    }

    /** SE = DPC × EI + CB, by hand. */
    @ParameterizedTest
    @CsvSource({
        // the least and the most that there can be
        "'{\"kind\":\"simple\"}',negligible,no-evidence,no-wrong-use,no-difficulty,,0.25,LOW",
        "'{\"kind\":\"sensitive\"}',maximum,unknown-recipients,not-recoverable,full,true,6,VERY_HIGH",
        // on the borders of the levels
        "'{\"kind\":\"behavioural\"}',significant,known-recipients,no-wrong-use,no-difficulty,false,1.75,LOW",
        "'{\"kind\":\"behavioural\"}',significant,unknown-recipients,no-wrong-use,no-difficulty,,2,MEDIUM",
        "'{\"kind\":\"behavioural\"}',significant,unknown-recipients,no-wrong-use,no-difficulty,true,2.5,MEDIUM",
        "'{\"kind\":\"financial\"}',significant,unknown-recipients,recoverable,no-difficulty,false,3,HIGH",
        "'{\"kind\":\"sensitive\"}',significant,unknown-recipients,no-wrong-use,temporary,false,3.75,HIGH",
        "'{\"kind\":\"sensitive\"}',significant,unknown-recipients,no-wrong-use,no-difficulty,true,4,VERY_HIGH",
        // the highest of several counts, and bounds hold
        "'{\"kind\":\"simple\"},{\"kind\":\"sensitive\"},{\"kind\":\"financial\"}',limited,no-evidence,no-wrong-use,full,,2.5,MEDIUM",
        "'{\"kind\":\"behavioural\",\"context\":\"behavioural-no-insight\"}',limited,no-evidence,no-wrong-use,no-difficulty,,0.5,LOW",
    })
    void theScoreIsWhatTheFormulaSays(
            String data,
            String ei,
            String confidentiality,
            String integrity,
            String availability,
            @Nullable Boolean malicious,
            String score,
            Level level) {
        var told = answers(data, ei, confidentiality, integrity, availability);
        if (malicious != null) {
            told.with("malicious", malicious);
        }
        var severity = severity(told);
        assertThat(severity.score().toPlainString()).isEqualTo(score);
        assertThat(severity.level()).isEqualTo(level);
        assertThat(severity.score())
                .isEqualByComparingTo(
                        severity.context().multiply(severity.identification()).add(severity.circumstances()));
    }

    @Test
    void everyAnswerHasItsReasonAndWhatItCounted() {
        var told = data("simple", "simple-safety").with("malicious", true);
        assertThat(severity(told).reasons().stream()
                        .map(reason -> reason.by() + " " + reason.answer() + " " + reason.counted()))
                .containsExactly(
                        "x.enisa.dpc_base simple 1",
                        "x.enisa.dpc_simple simple safety 3",
                        "x.enisa.ei maximum 1.0",
                        "x.enisa.cb_conf no evidence 0",
                        "x.enisa.cb_int no wrong use 0",
                        "x.enisa.cb_avail no difficulty 0",
                        "x.enisa.cb_mal malicious 0.5");
        assertThat(severity(told)).isEqualTo(severity(told));
    }

    @Test
    void flagsStandBesideTheScoreAndDoNotChangeIt() {
        var hundred = data("financial", null);
        assertThat(severity(hundred).flags()).isEmpty();
        var more =
                data("financial", null).people("FR", 1).with("encrypted", true).with("keys", "safe");
        assertThat(severity(more).flags()).containsExactly(Flag.MORE_THAN_100_INDIVIDUALS, Flag.UNINTELLIGIBLE_DATA);
        assertThat(severity(more).score()).isEqualTo(severity(hundred).score());
        assertThat(severity(more.with("keys", "exposed")).flags()).containsExactly(Flag.MORE_THAN_100_INDIVIDUALS);
    }

    @ParameterizedTest
    @EnumSource
    void everyContextHasItsAdjustmentInTheTable(Kind kind) {
        var adjustments = TABLE.fact("x.enisa.dpc_" + kind.name().toLowerCase(Locale.ROOT))
                .flatMap(Fact::lists)
                .orElse(Map.of())
                .getOrDefault("adjust", List.of());
        assertThat(Arrays.stream(Context.values()).filter(of -> of.kind() == kind))
                .hasSameSizeAs(adjustments);
    }

    /** A score does not decide that a risk is unlikely: only a person does. */
    @ParameterizedTest
    @CsvSource({"0.25,LOW,UNKNOWN", "2,MEDIUM,RISK", "3,HIGH,HIGH", "4,VERY_HIGH,HIGH"})
    void whatALevelSaysOfTheRisk(BigDecimal score, Level level, Risk risk) {
        var any = severity(data("simple", null));
        assertThat(new Severity(
                                score,
                                any.context(),
                                any.identification(),
                                any.circumstances(),
                                level,
                                any.flags(),
                                any.reasons())
                        .risk())
                .isEqualTo(risk);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"kind\":\"simple\",\"context\":\"sensitive-assumptions\"}',maximum,/severity/data/0/context",
        "'{\"kind\":\"simple\"},{\"kind\":\"simple\"}',maximum,/severity/data/1/kind",
        "'{\"kind\":\"extraordinary\"}',maximum,/severity/data/0/kind",
        "'',maximum,/severity/data",
        "'{\"kind\":\"simple\"}',5,/severity/identification",
    })
    void whatIsOutOfRangeIsRefusedByName(String data, String ei, String pointer) {
        assertThatThrownBy(() -> answers(data, ei, "no-evidence", "no-wrong-use", "no-difficulty")
                        .facts())
                .isInstanceOfSatisfying(Malformed.class, malformed -> assertThat(malformed.wrongs())
                        .extracting(Malformed.Wrong::pointer)
                        .containsExactly(pointer));
    }
}
