package dev.lethe.breach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.breach.Obligation.Note;
import dev.lethe.breach.Obligation.Sequence;
import dev.lethe.breach.Obligation.Sequence.Order;
import dev.lethe.breach.Obligation.Status;
import dev.lethe.breach.Obligations.Silent;
import dev.lethe.regime.Fact;
import dev.lethe.regime.Ground;
import dev.lethe.regime.Place;
import dev.lethe.regime.Recipient;
import dev.lethe.regime.Regimes;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom each regime wants told of a breach, and by when. */
class ObligationRulesTest {
    private static final Regimes REGIMES = new Regimes();
    private static final ObligationRules RULES = new ObligationRules(REGIMES);
    private static final String AWARE = "2026-10-23T14:20:00Z";

    private static Obligation one(Told told, String key) {
        return RULES.of(told.facts()).all().stream()
                .filter(of -> of.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new AssertionError(key + " is not among "
                        + RULES.of(told.facts()).all().stream()
                                .map(Obligation::key)
                                .toList()));
    }

    private static List<String> keys(Told told) {
        return RULES.of(told.facts()).all().stream().map(Obligation::key).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # GDPR: 72 hours over a weekend and the end of summer time (tv01)
            2026-10-23T14:20:00Z|DE|1|{"establishments":["DE"],"risk":"risk"}|eu_gdpr.breach.sa/due/supervisory-authority|OWED|2026-10-26T15:20+01:00
            2026-11-23T08:00:00Z|DE|1|{"establishments":["DE"],"risk":"risk"}|eu_gdpr.breach.sa/due/supervisory-authority|OWED|2026-11-26T09:00+01:00
            2026-10-23T14:20:00Z|DE|1|{"establishments":["DE"],"risk":"unlikely"}|eu_gdpr.breach.sa/due/supervisory-authority|NOT_OWED|2026-10-26T15:20+01:00
            2026-10-23T14:20:00Z|DE|1|{"establishments":["DE"]}|eu_gdpr.breach.sa/due/supervisory-authority|OWED_UNTIL_KNOWN|2026-10-26T15:20+01:00
            2026-10-23T14:20:00Z|DE|1|{"risk":"risk"}|eu_gdpr.breach.sa/due/supervisory-authority/DE|OWED|2026-10-26T15:20+01:00
            2026-10-23T14:20:00Z|DE|1|{"establishments":["DE"],"risk":"high","encrypted":true,"keys":"safe"}|eu_gdpr.breach.sa/due/supervisory-authority|OWED|
            2026-10-23T14:20:00Z|DE|1|{"risk":"risk"}|eu_gdpr.breach.individuals/promptly/individuals|NOT_OWED|
            2026-10-23T14:20:00Z|DE|1|{"risk":"high"}|eu_gdpr.breach.individuals/promptly/individuals|OWED|
            2026-10-23T14:20:00Z|DE|1|{}|eu_gdpr.breach.individuals/promptly/individuals|OWED_UNTIL_KNOWN|
            2026-10-23T14:20:00Z|DE|1|{"risk":"high","encrypted":true,"keys":"safe"}|eu_gdpr.breach.individuals/promptly/individuals|EXEMPT|
            2026-10-23T14:20:00Z|DE|1|{"risk":"high","encrypted":true,"keys":"exposed"}|eu_gdpr.breach.individuals/promptly/individuals|OWED|
            2026-10-23T14:20:00Z|DE|1|{"risk":"high","encrypted":true,"keys":"unknown"}|eu_gdpr.breach.individuals/promptly/individuals|OWED|
            2026-10-23T14:20:00Z|DE|1|{"risk":"high","encrypted":true}|eu_gdpr.breach.individuals/promptly/individuals|OWED|
            2026-10-23T14:20:00Z|DE|1|{"risk":"high","highRiskRemoved":true}|eu_gdpr.breach.individuals/promptly/individuals|EXEMPT|
            2026-10-23T14:20:00Z|DE|1|{"risk":"high","noticeDisproportionate":true}|eu_gdpr.breach.individuals/promptly/individuals|EXEMPT|
            2026-10-23T14:20:00Z|DE|1|{"risk":"high","noticeDisproportionate":true}|eu_gdpr.breach.individuals/promptly/public|OWED|
            2026-10-23T14:20:00Z|DE|1|{"role":"processor"}|eu_gdpr.breach.processor/promptly/controller|OWED|
            2026-10-23T14:20:00Z|US-WA|1|{"establishments":["AT"],"risk":"risk"}|eu_gdpr.breach.sa/due/supervisory-authority|OWED|2026-10-26T15:20+01:00
            # United Kingdom
            2026-10-23T14:20:00Z|GB|1|{"risk":"risk"}|uk_gdpr.breach.ico/due/supervisory-authority|OWED|2026-10-26T14:20Z
            2026-10-23T14:20:00Z|GB-SCT|1|{"risk":"unlikely"}|uk_gdpr.breach.ico/due/supervisory-authority|NOT_OWED|
            2026-10-23T14:20:00Z|GB|1|{"circumstances":["telecoms-provider"]}|uk_gdpr.breach.pecr/due/supervisory-authority|OWED|2026-10-26T14:20Z
            2026-10-23T14:20:00Z|GB|1|{"risk":"high","encrypted":true,"keys":"safe"}|uk_gdpr.breach.individuals/promptly/individuals|EXEMPT|
            2026-10-23T14:20:00Z|GB|1|{"role":"processor"}|uk_gdpr.breach.processor/promptly/controller|OWED|
            # California
            2026-10-23T14:20:00Z|US-CA|1|{"data":["credentials"]}|us_ca.breach.individuals/due/individuals|OWED|2026-11-22T23:59:59-08:00
            2026-10-23T14:20:00Z|US-CA|1|{"data":["contact-details","messages"]}|us_ca.breach.individuals/due/individuals|OWED_UNTIL_KNOWN|
            2026-10-23T14:20:00Z|US-CA|1|{"data":["contact-details"]}|us_ca.breach.individuals/due/individuals|NOT_OWED|
            2026-10-23T14:20:00Z|US-CA|1|{}|us_ca.breach.individuals/due/individuals|OWED_UNTIL_KNOWN|
            2026-10-23T14:20:00Z|US-CA|1|{"data":["health"],"encrypted":true,"keys":"safe"}|us_ca.breach.individuals/due/individuals|EXEMPT|
            2026-10-23T14:20:00Z|US-CA|1|{"data":["health"],"encrypted":true,"keys":"exposed"}|us_ca.breach.individuals/due/individuals|OWED|
            2026-10-23T14:20:00Z|US-CA|500|{"data":["health"]}|us_ca.breach.ag/due/attorney-general|NOT_OWED|
            2026-10-23T14:20:00Z|US-CA|501|{"data":["health"]}|us_ca.breach.ag/due/attorney-general|OWED|2026-12-07T23:59:59-08:00
            2026-10-23T14:20:00Z|US-CA|501|{"data":["contact-details"]}|us_ca.breach.ag/due/attorney-general|NOT_OWED|
            2026-10-23T14:20:00Z|US-CA|501|{"data":["health"],"sent":[{"obligation":"us_ca.breach.individuals/due/individuals","at":"2026-11-01T18:00:00Z"}]}|us_ca.breach.ag/due/attorney-general|OWED|2026-11-16T23:59:59-08:00
            2026-10-23T14:20:00Z|US-CA|501|{"role":"processor"}|us_ca.breach.vendor/due/controller|OWED|2026-10-23T07:20-07:00
            2026-10-23T14:20:00Z|US-CA|1|{"data":["health"],"delayedUntil":"2026-12-24T12:00:00Z"}|us_ca.breach.individuals/due/individuals|OWED|2026-12-24T04:00-08:00
            # Colorado
            2026-10-23T14:20:00Z|US-CO|499|{"data":["credentials"],"risk":"risk"}|us_co.breach.ag/due/attorney-general|NOT_OWED|
            2026-10-23T14:20:00Z|US-CO|500|{"data":["credentials"],"risk":"risk"}|us_co.breach.ag/due/attorney-general|OWED|2026-11-22T23:59:59-07:00
            2026-10-23T14:20:00Z|US-CO|500|{"data":["credentials"],"risk":"unlikely"}|us_co.breach.individuals/due/individuals|NOT_OWED|
            2026-10-23T14:20:00Z|US-CO|500|{"data":["credentials"],"risk":"unlikely"}|us_co.breach.ag/due/attorney-general|NOT_OWED|
            2026-10-23T14:20:00Z|US-CO|1000|{"data":["credentials"],"risk":"risk"}|us_co.breach.cra/promptly/consumer-reporting-agencies|NOT_OWED|
            2026-10-23T14:20:00Z|US-CO|1001|{"data":["credentials"],"risk":"risk"}|us_co.breach.cra/promptly/consumer-reporting-agencies|OWED|
            # Connecticut
            2026-10-23T14:20:00Z|US-CT|1|{"data":["financial"],"risk":"risk"}|us_ct.breach.individuals/due/individuals|OWED|2026-12-22T23:59:59-05:00
            2026-10-23T14:20:00Z|US-CT|1|{"data":["financial"],"risk":"risk"}|us_ct.breach.ag/promptly/attorney-general|OWED|2026-12-22T23:59:59-05:00
            2026-10-23T14:20:00Z|US-CT|1|{"data":["financial"],"risk":"unlikely"}|us_ct.breach.ag/promptly/attorney-general|NOT_OWED|
            # New York
            2026-10-23T14:20:00Z|US-NY|1|{"data":["government-ids"]}|us_ny.breach.individuals/due/individuals|OWED|2026-11-22T23:59:59-05:00
            2026-10-23T14:20:00Z|US-NY|1|{"data":["government-ids"]}|us_ny.breach.state/promptly/attorney-general|OWED|2026-11-22T23:59:59-05:00
            2026-10-23T14:20:00Z|US-NY|1|{"data":["government-ids"]}|us_ny.breach.state/promptly/state-agencies|OWED|2026-11-22T23:59:59-05:00
            2026-10-23T14:20:00Z|US-NY|1|{"data":["government-ids"],"sent":[{"obligation":"us_ny.breach.individuals/due/individuals","at":"2026-10-30T15:00:00Z"}]}|us_ny.breach.state/promptly/attorney-general|OWED|2026-10-30T11:00-04:00
            2026-10-23T14:20:00Z|US-NY|5000|{"data":["government-ids"]}|us_ny.breach.cra/promptly/consumer-reporting-agencies|NOT_OWED|
            2026-10-23T14:20:00Z|US-NY|5001|{"data":["government-ids"]}|us_ny.breach.cra/promptly/consumer-reporting-agencies|OWED|
            2026-10-23T14:20:00Z|US-NY|501|{"data":["health"],"circumstances":["inadvertent"]}|us_ny.breach.individuals/due/individuals|EXEMPT|
            2026-10-23T14:20:00Z|US-NY|500|{"data":["health"],"circumstances":["inadvertent"]}|us_ny.breach.inadvertent/due/attorney-general|NOT_OWED|
            2026-10-23T14:20:00Z|US-NY|501|{"data":["health"],"circumstances":["inadvertent"]}|us_ny.breach.inadvertent/due/attorney-general|OWED|2026-11-02T23:59:59-05:00
            2026-10-23T14:20:00Z|US-NY|1|{"role":"processor"}|us_ny.breach.vendor/due/controller|OWED|2026-11-22T23:59:59-05:00
            # Texas: the regulator before people (tv10)
            2027-03-01T12:00:00Z|US-TX|249|{"data":["health"]}|us_tx.breach.ag/due/attorney-general|NOT_OWED|
            2027-03-01T12:00:00Z|US-TX|250|{"data":["health"]}|us_tx.breach.ag/due/attorney-general|OWED|2027-03-31T23:59:59-05:00
            2027-03-01T12:00:00Z|US-TX|250|{"data":["health"]}|us_tx.breach.individuals/due/individuals|OWED|2027-04-30T23:59:59-05:00
            2027-03-01T12:00:00Z|US-TX|10000|{"data":["health"]}|us_tx.breach.cra/promptly/consumer-reporting-agencies|NOT_OWED|
            2027-03-01T12:00:00Z|US-TX|10001|{"data":["health"]}|us_tx.breach.cra/promptly/consumer-reporting-agencies|OWED|
            2027-03-01T12:00:00Z|US-TX|10001|{"data":["credentials"]}|us_tx.breach.individuals/due/individuals|NOT_OWED|
            # Virginia
            2026-10-23T14:20:00Z|US-VA|1|{"data":["financial"],"risk":"risk"}|us_va.breach.individuals/promptly/individuals|OWED|
            2026-10-23T14:20:00Z|US-VA|1|{"data":["financial"],"risk":"risk"}|us_va.breach.ag/promptly/attorney-general|OWED|
            2026-10-23T14:20:00Z|US-VA|1000|{"data":["financial"],"risk":"risk"}|us_va.breach.cra/promptly/consumer-reporting-agencies|NOT_OWED|
            2026-10-23T14:20:00Z|US-VA|1001|{"data":["financial"],"risk":"risk"}|us_va.breach.cra/promptly/consumer-reporting-agencies|OWED|
            # Brazil: working days, and twice as many for small agents; 2 November is a holiday, which the safer reading counts
            2026-10-23T14:20:00Z|BR|1|{"data":["financial"],"risk":"risk"}|br_lgpd.breach.anpd/due/supervisory-authority|OWED|2026-10-28T23:59:59-03:00
            2026-10-23T14:20:00Z|BR|1|{"data":["financial"],"risk":"risk"}|br_lgpd.breach.individuals/due/individuals|OWED|2026-10-28T23:59:59-03:00
            2026-10-23T14:20:00Z|BR|1|{"data":["financial"],"risk":"risk"}|br_lgpd.breach.anpd/supplement/supervisory-authority|OWED|2026-11-20T23:59:59-03:00
            2026-10-23T14:20:00Z|BR|1|{"data":["financial"],"risk":"risk","circumstances":["small-agent"]}|br_lgpd.breach.anpd/due_small_agent/supervisory-authority|OWED|2026-11-02T23:59:59-03:00
            2026-10-23T14:20:00Z|BR|1|{"data":["contact-details"],"risk":"risk"}|br_lgpd.breach.anpd/due/supervisory-authority|OWED_UNTIL_KNOWN|
            2026-10-23T14:20:00Z|BR|1|{"data":["financial"],"risk":"unlikely"}|br_lgpd.breach.individuals/due/individuals|NOT_OWED|
            2026-10-23T14:20:00Z|BR|1|{"data":["financial"],"risk":"risk","encrypted":true,"keys":"safe"}|br_lgpd.breach.anpd/due/supervisory-authority|OWED|
            # Canada and Quebec
            2026-10-23T14:20:00Z|CA|1|{"risk":"high"}|ca_pipeda.breach.opc/promptly/supervisory-authority|OWED|
            2026-10-23T14:20:00Z|CA|1|{"risk":"risk"}|ca_pipeda.breach.individuals/promptly/individuals|OWED_UNTIL_KNOWN|
            2026-10-23T14:20:00Z|CA|1|{"risk":"high","seriousHarm":false}|ca_pipeda.breach.others/promptly/mitigating-bodies|NOT_OWED|
            2026-10-23T14:20:00Z|CA|1|{"seriousHarm":true}|ca_pipeda.breach.others/promptly/mitigating-bodies|OWED|
            2026-10-23T14:20:00Z|CA-QC|1|{"risk":"high"}|ca_qc_law25.breach.cai/promptly/supervisory-authority|OWED|
            2026-10-23T14:20:00Z|CA-QC|1|{"risk":"unlikely"}|ca_qc_law25.breach.individuals/promptly/individuals|NOT_OWED|
            2026-10-23T14:20:00Z|CA|1|{"risk":"high"}|ca_qc_law25.breach.cai/promptly/supervisory-authority|OWED_UNTIL_KNOWN|
            # Australia
            2026-10-23T14:20:00Z|AU|1|{}|au_privacy.breach.assess/due/internal|OWED|2026-11-23T23:59:59+11:00
            2026-10-23T14:20:00Z|AU|1|{"seriousHarm":true}|au_privacy.breach.assess/due/internal|NOT_OWED|
            2026-10-23T14:20:00Z|AU|1|{"seriousHarm":true}|au_privacy.breach.oaic/promptly/supervisory-authority|OWED|
            2026-10-23T14:20:00Z|AU|1|{"seriousHarm":false}|au_privacy.breach.individuals/promptly/individuals|NOT_OWED|
            2026-10-23T14:20:00Z|AU|1|{"seriousHarm":true,"highRiskRemoved":true}|au_privacy.breach.oaic/promptly/supervisory-authority|EXEMPT|
            # India, once it has begun (tv18)
            2027-05-20T04:30:00Z|IN|1|{}|in_dpdp.breach.board_detail/due/supervisory-authority|OWED|2027-05-23T10:00+05:30
            2027-05-20T04:30:00Z|IN|1|{"risk":"unlikely","encrypted":true,"keys":"safe"}|in_dpdp.breach.individuals/due/individuals|OWED|2027-05-20T10:00+05:30
            2027-05-20T04:30:00Z|IN|1|{}|in_dpdp.breach.board_initial/due/supervisory-authority|OWED|2027-05-20T10:00+05:30
            # Singapore: from the assessment, and over the Lunar New Year (tv12)
            2027-02-01T07:00:00Z|SG|500|{"risk":"unlikely","data":["contact-details"],"milestones":{"assessedAt":"2027-02-05T07:00:00Z"}}|sg_pdpa.breach.pdpc/due/supervisory-authority|OWED|2027-02-08T23:59:59+08:00
            2027-02-01T07:00:00Z|SG|499|{"risk":"unlikely","data":["contact-details"]}|sg_pdpa.breach.pdpc/due/supervisory-authority|NOT_OWED|2027-02-04T23:59:59+08:00
            2027-02-01T07:00:00Z|SG|1|{"data":["credentials"]}|sg_pdpa.breach.individuals/promptly/individuals|OWED|
            2027-02-01T07:00:00Z|SG|1|{"data":["credentials"],"encrypted":true,"keys":"safe"}|sg_pdpa.breach.individuals/promptly/individuals|EXEMPT|
            2027-02-01T07:00:00Z|SG|1|{"data":["credentials"],"encrypted":true,"keys":"safe"}|sg_pdpa.breach.pdpc/due/supervisory-authority|OWED|
            2027-02-01T07:00:00Z|SG|900|{"circumstances":["wholly-inside"]}|sg_pdpa.breach.pdpc/due/supervisory-authority|EXEMPT|
            2027-02-01T07:00:00Z|SG|1|{"role":"processor"}|sg_pdpa.breach.intermediary/promptly/controller|OWED|
            # Japan: the last day is not rolled in the safer reading (tv13)
            2026-12-04T03:00:00Z|JP|1|{"data":["credentials"]}|jp_appi.breach.preliminary/due/supervisory-authority|OWED|2026-12-06T23:59:59+09:00
            2026-12-04T03:00:00Z|JP|1|{"data":["credentials"]}|jp_appi.breach.final/due/supervisory-authority|OWED|2027-01-02T23:59:59+09:00
            2026-12-04T03:00:00Z|JP|1|{"malicious":true}|jp_appi.breach.final/due_improper_purpose/supervisory-authority|OWED|2027-02-01T23:59:59+09:00
            2026-12-04T03:00:00Z|JP|1000|{"data":["contact-details"],"malicious":false}|jp_appi.breach.final/due/supervisory-authority|NOT_OWED|
            2026-12-04T03:00:00Z|JP|1001|{"data":["contact-details"],"malicious":false}|jp_appi.breach.final/due/supervisory-authority|OWED|
            2026-12-04T03:00:00Z|JP|1000|{"data":["contact-details"]}|jp_appi.breach.individuals/promptly/individuals|OWED_UNTIL_KNOWN|
            2026-12-04T03:00:00Z|JP|1|{"data":["credentials"],"encrypted":true,"keys":"safe"}|jp_appi.breach.preliminary/due/supervisory-authority|EXEMPT|
            # Korea over New Year (tv16)
            2026-12-31T13:00:00Z|KR|1|{}|kr_pipa.breach.individuals/due/individuals|OWED|2027-01-03T22:00+09:00
            2026-12-31T13:00:00Z|KR|1000|{"data":["contact-details"],"malicious":false}|kr_pipa.breach.regulator/due/supervisory-authority|OWED|2027-01-03T22:00+09:00
            2026-12-31T13:00:00Z|KR|999|{"data":["contact-details"],"malicious":false}|kr_pipa.breach.regulator/due/supervisory-authority|NOT_OWED|
            2026-12-31T13:00:00Z|KR|1|{"data":["government-ids"],"malicious":false}|kr_pipa.breach.regulator/due/supervisory-authority|OWED|
            2026-12-31T13:00:00Z|KR|1000|{"highRiskRemoved":true}|kr_pipa.breach.regulator/due/supervisory-authority|EXEMPT|
            2026-12-31T13:00:00Z|KR|1000|{"highRiskRemoved":true}|kr_pipa.breach.individuals/due/individuals|OWED|
            # Switzerland
            2026-10-23T14:20:00Z|CH|1|{"risk":"high"}|ch_fadp.breach.fdpic/promptly/supervisory-authority|OWED|
            2026-10-23T14:20:00Z|CH|1|{"risk":"risk"}|ch_fadp.breach.fdpic/promptly/supervisory-authority|NOT_OWED|
            2026-10-23T14:20:00Z|CH|1|{"risk":"risk","data":["credentials"]}|ch_fadp.breach.individuals/promptly/individuals|OWED|
            2026-10-23T14:20:00Z|CH|1|{"risk":"unlikely","data":["contact-details"]}|ch_fadp.breach.individuals/promptly/individuals|NOT_OWED|
            2026-10-23T14:20:00Z|CH|1|{"role":"processor"}|ch_fadp.breach.processor/promptly/controller|OWED|
            # South Africa
            2026-10-23T14:20:00Z|ZA|1|{"risk":"unlikely"}|za_popia.breach.regulator/promptly/supervisory-authority|OWED|
            2026-10-23T14:20:00Z|ZA|1|{"encrypted":true,"keys":"safe"}|za_popia.breach.individuals/promptly/individuals|OWED|
            2026-10-23T14:20:00Z|ZA|1|{"role":"processor"}|za_popia.breach.operator/due/controller|OWED|2026-10-23T16:20+02:00
            # China (tv17)
            2027-02-06T15:30:00Z|CN|1200000|{}|cn_pipl.breach.incident/due/supervisory-authority|OWED|2027-02-07T03:30+08:00
            2027-02-06T15:30:00Z|CN|1200000|{"circumstances":["critical-infrastructure"]}|cn_pipl.breach.incident/due_critical_infrastructure/supervisory-authority|OWED|2027-02-07T00:30+08:00
            2027-02-06T15:30:00Z|CN|999999|{}|cn_pipl.breach.incident/due/supervisory-authority|NOT_OWED|
            2027-02-06T15:30:00Z|CN|1200000|{"milestones":{"closedAt":"2027-02-08T02:00:00Z"}}|cn_pipl.breach.incident/summary/supervisory-authority|OWED|2027-03-10T23:59:59+08:00
            2027-02-06T15:30:00Z|CN|1|{}|cn_pipl.breach.pipl/due/individuals|OWED|2027-02-06T23:30+08:00
            2027-02-06T15:30:00Z|CN|1|{"highRiskRemoved":true}|cn_pipl.breach.pipl/due/individuals|EXEMPT|
            2027-02-06T15:30:00Z|CN|1|{"highRiskRemoved":true}|cn_pipl.breach.pipl/due/supervisory-authority|OWED|
            2027-02-06T15:30:00Z|CN|1|{"circumstances":["national-security-risk"]}|cn_pipl.breach.risk24/due/supervisory-authority|OWED|2027-02-07T23:30+08:00
            """)
    void whatEachRegimeWantsTold(
            String aware, String place, int persons, String facts, String key, Status status, @Nullable String safer) {
        var found = one(Told.aware(aware).people(place, persons).with(facts), key);
        assertThat(found.status()).isEqualTo(status);
        if (safer != null) {
            assertThat(found.due().orElseThrow().safer()).isEqualTo(OffsetDateTime.parse(safer));
        } else if (key.contains("/promptly/") && found.recipient() != Recipient.ATTORNEY_GENERAL) {
            assertThat(found.due()).isEmpty();
            assertThat(found.notes()).contains(Note.NO_NUMBER);
        }
    }

    @Test
    void aRuleWhosePlaceAnotherTakesIsNotThere() {
        assertThat(keys(Told.aware(AWARE)
                        .people("CN", 1_200_000)
                        .with("circumstances", List.of("critical-infrastructure"))))
                .doesNotContain("cn_pipl.breach.incident/due/supervisory-authority");
        assertThat(keys(Told.aware(AWARE).people("JP", 1).with("malicious", true)))
                .doesNotContain("jp_appi.breach.final/due/supervisory-authority")
                .noneMatch(key -> key.contains("/latest/"));
        assertThat(keys(Told.aware(AWARE).people("GB", 1))).noneMatch(key -> key.startsWith("uk_gdpr.breach.pecr"));
    }

    @Test
    void aProcessorTellsItsControllerAndNobodyElse() {
        assertThat(RULES.of(Told.aware(AWARE)
                                .people("DE", 1)
                                .people("US-CA", 9000)
                                .with("role", "processor")
                                .facts())
                        .all())
                .isNotEmpty()
                .allMatch(of -> of.recipient() == Recipient.CONTROLLER);
        assertThat(RULES.of(Told.aware(AWARE)
                                .people("KR", 1)
                                .with("role", "processor")
                                .facts())
                        .silent())
                .containsExactly(new Silent("kr_pipa", Silent.Why.NO_RULE));
    }

    @Test
    void whatIsNotInForceOnTheDayIsNotOwed() {
        var before = RULES.of(Told.aware("2027-05-10T04:30:00Z").people("IN", 1).facts());
        assertThat(before.all()).isEmpty();
        assertThat(before.silent()).containsExactly(new Silent("in_dpdp", Silent.Why.NOT_IN_FORCE));
        assertThat(RULES.of(Told.aware("2025-12-31T20:00:00Z")
                                .people("US-CA", 900)
                                .with("data", List.of("health"))
                                .facts())
                        .all())
                .isEmpty();
    }

    @Test
    void theEarliestComesFirstAndTheSameFactsHaveTheSameAnswer() {
        var told = Told.aware(AWARE)
                .people("US-TX", 300)
                .people("DE", 5)
                .people("KR", 5)
                .people("US-CA", 900)
                .with("data", List.of("health"))
                .with("risk", "high");
        var all = RULES.of(told.facts()).all();
        assertThat(all)
                .isSortedAccordingTo(Comparator.comparing(of -> of.by().orElse(Instant.MAX)))
                .isEqualTo(RULES.of(told.facts()).all());
        assertThat(all.stream().map(Obligation::key)).doesNotHaveDuplicates();
    }

    @Test
    void whoIsToldInWhichOrderIsSaid() {
        var told = Told.aware(AWARE)
                .people("US-CT", 1)
                .people("SG", 1)
                .with("data", List.of("financial"))
                .with("risk", "high");
        assertThat(one(told, "us_ct.breach.ag/promptly/attorney-general").sequence())
                .contains(new Sequence(Order.BEFORE_OR_WITH, Recipient.INDIVIDUALS));
        assertThat(one(told, "sg_pdpa.breach.individuals/promptly/individuals").sequence())
                .contains(new Sequence(Order.WITH_OR_AFTER, Recipient.SUPERVISORY_AUTHORITY));
    }

    @Test
    void withoutAwarenessClocksRunFromDetectionProvisionally() {
        var told = Told.aware(AWARE).people("GB", 1).without("awareAt");
        var found = one(told, "uk_gdpr.breach.ico/due/supervisory-authority");
        assertThat(RULES.of(told.facts()).provisional()).isTrue();
        assertThat(found.notes()).contains(Note.PROVISIONAL, Note.PHASED);
        assertThat(found.due().orElseThrow().from()).isEqualTo(AWARE);
    }

    /** Who is told by others is aware before anything is noticed here. */
    @Test
    void awarenessMayComeBeforeDetection() {
        var told = Told.aware(AWARE).people("GB", 1).with("detectedAt", "2026-10-25T00:00:00Z");
        assertThat(one(told, "uk_gdpr.breach.ico/due/supervisory-authority")
                        .due()
                        .orElseThrow()
                        .from())
                .isEqualTo(AWARE);
    }

    @Test
    void whereTheLawHasNoNumberTheTargetIsTheSuitesOwnAndSaidToBe() {
        var facts = Told.aware(AWARE).people("ZA", 1).facts();
        var key = "za_popia.breach.regulator/promptly/supervisory-authority";
        var of = RULES.of(facts).all().stream()
                .filter(one -> one.key().equals(key))
                .findFirst()
                .orElseThrow();
        assertThat(of.due()).isEmpty();
        assertThat(of.ownTarget()).contains(Instant.parse(AWARE).plus(ObligationRules.OWN_TARGET));
        assertThat(of.notes()).contains(Note.NO_NUMBER);
        var sooner =
                new ObligationRules(REGIMES, Duration.ofHours(24)).of(facts).all();
        assertThat(sooner.getFirst().ownTarget()).contains(Instant.parse(AWARE).plus(Duration.ofHours(24)));
    }

    @Test
    void whatHasNotBegunHasNoEnd() {
        var found =
                one(Told.aware(AWARE).people("CN", 1_200_000), "cn_pipl.breach.incident/summary/supervisory-authority");
        assertThat(found.by()).isEmpty();
        assertThat(found.notes()).contains(Note.NOT_STARTED);
    }

    @Test
    void lawEnforcementDelaysWhereTheLawLetsItAndNowhereElse() {
        var told = Told.aware(AWARE)
                .people("US-NY", 1)
                .people("GB", 1)
                .with("data", List.of("health"))
                .with("risk", "high")
                .with("delayedUntil", "2026-12-24T12:00:00Z");
        var people = one(told, "us_ny.breach.individuals/due/individuals");
        assertThat(people.notes()).contains(Note.DELAYED);
        assertThat(people.by()).contains(Instant.parse("2026-12-24T12:00:00Z"));
        var authority = one(told, "uk_gdpr.breach.ico/due/supervisory-authority");
        assertThat(authority.notes()).contains(Note.NO_DELAY).doesNotContain(Note.DELAYED);
        assertThat(authority.by()).contains(Instant.parse("2026-10-26T14:20:00Z"));
    }

    /** EDPB Guidelines 9/2022, para. 73. */
    @Test
    void withoutAnEstablishmentEachCountrysAuthorityIsTold() {
        var told = Told.aware(AWARE)
                .people("FI", 1)
                .people("PT", 1)
                .people("NO", 1)
                .with("establishments", List.of("US-CA"));
        assertThat(RULES.of(told.facts()).all().stream()
                        .filter(of -> of.fact().id().equals("eu_gdpr.breach.sa"))
                        .collect(Collectors.toMap(
                                of -> of.place().orElseThrow().code(),
                                of -> of.due().orElseThrow().safer().getOffset().toString())))
                .isEqualTo(Map.of("FI", "+02:00", "PT", "Z", "NO", "+01:00"));
        told.with("establishments", List.of("US-CA", "IE"));
        assertThat(keys(told).stream().filter(key -> key.startsWith("eu_gdpr.breach.sa")))
                .containsExactly("eu_gdpr.breach.sa/due/supervisory-authority");
    }

    @Test
    void whereNobodyKnowsWherePeopleLiveEveryLawMayApply() {
        var found = RULES.of(Told.aware(AWARE).people("{\"persons\": 3000000}").facts());
        assertThat(found.all())
                .isNotEmpty()
                .allMatch(of -> of.because() == Ground.RESIDENCE_UNKNOWN)
                .allMatch(of -> of.notes().contains(Note.LAW_UNCERTAIN))
                .noneMatch(of -> of.status() == Status.OWED);
        assertThat(found.all().stream().map(Obligation::regime).distinct()).hasSizeGreaterThanOrEqualTo(18);
        assertThat(found.uncovered()).isEmpty();
    }

    @Test
    void placesWhoseLawIsNotKnownHereAreNamed() {
        var found = RULES.of(Told.aware(AWARE)
                .people("US-WA", 10)
                .people("AR", 10)
                .people("US-CA", 10)
                .facts());
        assertThat(found.uncovered()).containsExactly(new Place("US-WA"), new Place("AR"));
    }

    /** Where a law ties itself to who holds the data, all of their people count. */
    @Test
    void establishedThereEverybodyCounts() {
        var told = Told.aware(AWARE)
                .people("FR", 600)
                .people("US-WA", 600)
                .with("establishments", List.of("JP"))
                .with("malicious", false)
                .with("data", List.of("contact-details"));
        assertThat(one(told, "jp_appi.breach.final/due/supervisory-authority").status())
                .isEqualTo(Status.OWED);
    }

    @ParameterizedTest
    @CsvSource({
        "exact,500,NOT_OWED",
        "exact,501,OWED",
        "at-least,501,OWED",
        "at-least,500,OWED_UNTIL_KNOWN",
        "at-most,500,NOT_OWED",
        "at-most,501,OWED_UNTIL_KNOWN",
        "estimate,250,NOT_OWED",
        "estimate,251,OWED_UNTIL_KNOWN",
        "estimate,1002,OWED",
    })
    void aNumberCountsAsItIsMeant(String exactness, int persons, Status status) {
        var told = Told.aware(AWARE)
                .people("{\"place\": \"US-CA\", \"persons\": %d, \"exactness\": \"%s\"}".formatted(persons, exactness))
                .with("data", List.of("health"));
        assertThat(one(told, "us_ca.breach.ag/due/attorney-general").status()).isEqualTo(status);
    }

    @Test
    void whatIsSentIsToldAndNotOwed() {
        var key = "uk_gdpr.breach.ico/due/supervisory-authority";
        var told = Told.aware(AWARE)
                .people("GB", 1)
                .with("sent", List.of(Map.of("obligation", key, "at", "2026-10-24T08:00:00Z")));
        assertThat(one(told, key).status()).isEqualTo(Status.SENT);
        assertThat(one(told, key).sentAt()).contains(Instant.parse("2026-10-24T08:00:00Z"));
    }

    /** A regime of which nobody is to be told, or only by its own words, has no recipient in its file by accident. */
    @Test
    void everyRuleThatNamesARecipientIsFoundForSomebody() {
        var named = REGIMES.all().stream()
                .flatMap(regime -> regime.breach().stream())
                .filter(fact -> fact.breach().flatMap(rule -> rule.recipients()).isPresent())
                .map(Fact::id)
                .collect(Collectors.toSet());
        var told = Told.aware("2027-06-01T12:00:00Z")
                .people("{\"persons\": 3000000}")
                .with(
                        "circumstances",
                        List.of("telecoms-provider", "national-security-risk", "inadvertent", "small-agent"));
        var found = new HashSet<String>();
        for (var role : List.of("controller", "processor")) {
            RULES.of(told.with("role", role).facts())
                    .all()
                    .forEach(of -> found.add(of.fact().id()));
        }
        assertThat(found).isEqualTo(named);
        assertThat(named).hasSizeGreaterThan(45);
    }
}
