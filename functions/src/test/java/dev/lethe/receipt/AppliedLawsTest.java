package dev.lethe.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.consent.ConsentReceipt;
import dev.lethe.consent.ConsentReceipt.Decision;
import dev.lethe.consent.ConsentReceipt.How;
import dev.lethe.http.Json;
import dev.lethe.kernel.ClientId;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.ReceiptId;
import dev.lethe.kernel.Site;
import dev.lethe.kernel.SubjectId;
import dev.lethe.notice.LegalBasis;
import dev.lethe.receipt.Receipts.Found;
import dev.lethe.regime.Regimes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A receipt is of the profile that fits the law it was decided under, and names it. */
class AppliedLawsTest {
    private static final Regimes REGIMES = new Regimes();

    private static Map<String, Object> receipt(Set<String> laws) {
        var yes = new ConsentReceipt(
                new ReceiptId("rcp_" + "1".repeat(26)),
                new Purpose("chat-history"),
                Decision.GRANTED,
                Optional.empty(),
                How.BUTTON,
                new ClientId("bot-1"),
                Instant.EPOCH);
        return ReceiptRules.receipt(
                new Site("s".repeat(26)),
                new Found(new SubjectId("sub1_" + "a".repeat(26)), yes, Optional.empty()),
                Optional.empty(),
                AppliedLaws.of(laws, REGIMES));
    }

    private static Map<String, Object> of(Map<String, Object> receipt) {
        var record = new LinkedHashMap<String, Object>();
        if (receipt.get("dpv:hasRecordOfActivity") instanceof Map<?, ?> fields) {
            fields.forEach((name, value) -> record.put(String.valueOf(name), value));
        }
        return record;
    }

    @ParameterizedTest
    @CsvSource({
        "'', loc:EU, eu-gdpr:GDPR",
        "eu_gdpr, loc:EU, eu-gdpr:GDPR",
        "uk_gdpr, loc:GB, https://w3id.org/dpv/legal/gb#law-GDPR",
    })
    void theGdprAndTheUnitedKingdomsAreToldByItsArticles(String law, String place, String iri) {
        var receipt = receipt(law.isEmpty() ? Set.of() : Set.of(law));
        assertThat(receipt)
                .containsEntry("@type", "dpv:ConsentReceipt")
                .containsEntry("dct:conformsTo", "https://w3id.org/dpv/schema/dpv-27560#receipt-eu-gdpr");
        assertThat(of(receipt))
                .containsEntry("dct:conformsTo", "https://w3id.org/dpv/schema/dpv-27560#record-eu-gdpr")
                .containsEntry("dpv:hasJurisdiction", place)
                .containsEntry("dpv:hasApplicableLaw", iri)
                .containsEntry("dpv:hasLegalBasis", "eu-gdpr:A6-1-a");
    }

    @ParameterizedTest
    @CsvSource({
        "us_ca, loc:US-CA, https://w3id.org/dpv/legal/us#law-CA-CCPA",
        "kr_pipa, loc:KR, https://w3id.org/dpv/legal/kr#law-PIPA",
        "in_dpdp, loc:IN, https://w3id.org/dpv/legal/in#law-DPDP",
    })
    void otherLawsAreToldByTheProfileForAnyAndByDpvsOwnTerms(String law, String place, String iri) {
        var receipt = receipt(Set.of(law));
        assertThat(receipt).containsEntry("dct:conformsTo", "https://w3id.org/dpv/schema/dpv-27560#receipt");
        assertThat(of(receipt))
                .containsEntry("dct:conformsTo", "https://w3id.org/dpv/schema/dpv-27560#record")
                .containsEntry("dpv:hasJurisdiction", place)
                .containsEntry("dpv:hasApplicableLaw", iri)
                .containsEntry("dpv:hasLegalBasis", "dpv:Consent");
        assertThat(new String(Json.write(of(receipt)), StandardCharsets.UTF_8)).doesNotContain("eu-gdpr:");
    }

    @Test
    void aLawThatDpvDoesNotHaveIsToldByItsName() {
        assertThat(of(receipt(Set.of("br_lgpd"))))
                .containsEntry("dpv:hasJurisdiction", "loc:BR")
                .containsEntry(
                        "dpv:hasApplicableLaw",
                        Map.of("@type", "dpv:Law", "dct:identifier", "br_lgpd", "dct:title", "Brazil LGPD"));
    }

    @Test
    void aLawWhoseFileIsGoneIsToldByItsIdAndNoPlaceIsMadeUp() {
        assertThat(of(receipt(Set.of("gone"))))
                .containsEntry("dpv:hasApplicableLaw", Map.of("@type", "dpv:Law", "dct:identifier", "gone"))
                .doesNotContainKey("dpv:hasJurisdiction");
    }

    @Test
    void ofSeveralLawsEachIsTold() {
        var receipt = receipt(Set.of("us_va", "eu_gdpr"));
        assertThat(receipt).containsEntry("dct:conformsTo", "https://w3id.org/dpv/schema/dpv-27560#receipt-eu-gdpr");
        assertThat(of(receipt))
                .containsEntry("dpv:hasJurisdiction", List.of("loc:EU", "loc:US-VA"))
                .containsEntry(
                        "dpv:hasApplicableLaw", List.of("eu-gdpr:GDPR", "https://w3id.org/dpv/legal/us#law-VA-VCDPA"));
    }

    /** Nothing is called by a name that the vocabulary does not have: what was read in its version 2.3 is listed here. */
    @Test
    void everyNameOfALawIsOneThatTheVocabularyHas() {
        var laws = REGIMES.all().stream()
                .flatMap(regime -> regime.dpv().stream())
                .flatMap(dpv -> dpv.law().stream())
                .map(iri -> iri.substring("https://w3id.org/dpv/legal/".length()));
        assertThat(laws)
                .containsExactlyInAnyOrder(
                        "eu/gdpr#GDPR",
                        "gb#law-GDPR",
                        "in#law-DPDP",
                        "jp#law-APPI",
                        "kr#law-PIPA",
                        "sg#law-PDPA",
                        "us#law-CA-CCPA",
                        "us#law-CO-CPA",
                        "us#law-CT-CTPA",
                        "us#law-VA-VCDPA");
        assertThat(REGIMES.all())
                .allSatisfy(regime -> assertThat(regime.dpv().orElseThrow().jurisdiction())
                        .isEqualTo("https://w3id.org/dpv/loc#"
                                + (regime.regime().equals("eu_gdpr")
                                        ? "EU"
                                        : regime.scope().territory().iterator().next())));
    }

    @ParameterizedTest
    @EnumSource
    void everyBasisHasATermOfItsOwnInEitherProfile(LegalBasis basis) {
        assertThat(AppliedLaws.of(Set.of("eu_gdpr"), REGIMES).basis(basis)).startsWith("eu-gdpr:A6-1-");
        assertThat(AppliedLaws.of(Set.of("us_ca"), REGIMES).basis(basis))
                .isIn(
                        "dpv:Consent",
                        "dpv:Contract",
                        "dpv:LegalObligation",
                        "dpv:VitalInterest",
                        "dpv:PublicInterest",
                        "dpv:LegitimateInterest");
    }
}
