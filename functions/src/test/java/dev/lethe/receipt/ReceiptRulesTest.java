package dev.lethe.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.consent.ConsentReceipt;
import dev.lethe.consent.ConsentReceipt.Decision;
import dev.lethe.consent.ConsentReceipt.How;
import dev.lethe.consent.ConsentReceipt.Shown;
import dev.lethe.consent.Means;
import dev.lethe.consent.Proof;
import dev.lethe.consent.Proof.Authorisation;
import dev.lethe.consent.Signal;
import dev.lethe.http.Json;
import dev.lethe.kernel.Channel;
import dev.lethe.kernel.ClientId;
import dev.lethe.kernel.LanguageTag;
import dev.lethe.kernel.MessageId;
import dev.lethe.kernel.NoticeId;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.ReceiptId;
import dev.lethe.kernel.Site;
import dev.lethe.kernel.SubjectId;
import dev.lethe.notice.LegalBasis;
import dev.lethe.notice.Notice;
import dev.lethe.notice.NoticeDraft;
import dev.lethe.notice.NoticeDraft.Controller;
import dev.lethe.notice.NoticeDraft.Right;
import dev.lethe.notice.NoticeDraft.Role;
import dev.lethe.notice.Terms;
import dev.lethe.notice.Wording;
import dev.lethe.receipt.Receipts.Found;
import dev.lethe.regime.Regimes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A receipt has the structure and the terms of the DPV guide's, and says what evidence and notice say. */
class ReceiptRulesTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final SubjectId ANA = new SubjectId("sub1_" + "a".repeat(26));
    private static final Purpose CHAT = new Purpose("chat-history");
    private static final NoticeId NOTICE = new NoticeId("chat");
    private static final Regimes REGIMES = new Regimes();
    private static final Pattern TERM = Pattern.compile("(dpv|dct|schema|eu-gdpr|loc):[A-Za-z0-9-]+");

    /** What the guide's receipt says and ours leaves out, each for a reason. */
    private static final Set<String> LEFT_OUT = Set.of(
            // A notice stands until another is published; nobody knows for how long.
            "dct:coverage",
            // The person is nothing but a pseudonym.
            "skos:broader",
            // The region of the deployment is not known to it as a jurisdiction.
            "dpv:hasLocation");

    /** What the guide's examples have no use for: the other rights of the GDPR (DPV's eu-gdpr extension), decisions about what does not
     * rest on consent (https://w3id.org/dpv#), and a version's number and hash. */
    private static final Set<String> OTHERS = Set.of(
            "eu-gdpr:A15",
            "eu-gdpr:A16",
            "eu-gdpr:A17",
            "eu-gdpr:A18",
            "eu-gdpr:A21",
            "eu-gdpr:A22",
            "eu-gdpr:A77",
            "dpv:LegitimateInterestOfController",
            "dpv:ObjectingToProcess",
            "dpv:OptingOutFromProcess",
            "schema:version",
            "schema:sha256");

    private static ConsentReceipt decided(String digit, Decision decision, How how, Optional<Shown> shown) {
        return new ConsentReceipt(
                new ReceiptId("rcp_" + digit.repeat(26)), CHAT, decision, shown, how, new ClientId("bot-1"), NOON);
    }

    private static Found yes() {
        return new Found(
                ANA, decided("1", Decision.GRANTED, How.BUTTON, Optional.of(new Shown(NOTICE, 3))), Optional.empty());
    }

    private static Notice notice() {
        var english = new LanguageTag("en");
        var draft = new NoticeDraft(
                english,
                Map.of(
                        english,
                        new Wording(
                                "May we remember?",
                                "All of it",
                                Map.of(CHAT, new Wording.Question("Remember?", "Yes", "No")))),
                List.of(new Terms(
                        CHAT,
                        LegalBasis.CONSENT,
                        Set.of("message-text", "attachment"),
                        Period.ofDays(30),
                        "Because",
                        Set.of("Hosting GmbH"))),
                List.of(
                        new Controller("Cloud", Role.PROCESSOR, "Street 2"),
                        new Controller("Shop", Role.CONTROLLER, "Street 1"),
                        new Controller("Brand", Role.JOINT_CONTROLLER, "Street 3")),
                "The platform keeps its own copy",
                Set.of(Right.values()),
                "privacy@example.org",
                LocalDate.of(2027, 1, 1));
        return new Notice(NOTICE, 3, NOON, "00", draft);
    }

    private static Map<String, Object> receipt(Found found, Optional<Notice> notice) {
        return ReceiptRules.receipt(new Site("s".repeat(26)), found, notice, AppliedLaws.of(Set.of(), REGIMES));
    }

    /** What stands at a path of names; a list is gone into at its first element. */
    private static Object at(Object tree, String... path) {
        var at = tree;
        for (var name : path) {
            at = at instanceof List<?> list ? list.getFirst() : at;
            at = at instanceof Map<?, ?> map && map.containsKey(name) ? map.get(name) : "";
        }
        return at;
    }

    private static byte[] resource(String name) {
        try (var in = ReceiptRulesTest.class.getResourceAsStream("/dpv-27560/" + name)) {
            return in == null ? new byte[0] : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object guide() {
        return Json.read(resource("receipt.json")).orElseThrow();
    }

    /** Where ours lacks what the guide's has, by path. */
    private static Set<String> lacking(Object theirs, Object ours, String path) {
        var lacking = new TreeSet<String>();
        switch (theirs) {
            case Map<?, ?> fields ->
                fields.forEach((name, value) -> {
                    if (!LEFT_OUT.contains(String.valueOf(name))) {
                        lacking.addAll(lacking(value, at(ours, String.valueOf(name)), path + "/" + name));
                    }
                });
            case List<?> values -> lacking.addAll(lacking(values.getLast(), ours, path));
            default -> {
                if (ours.equals("")) {
                    lacking.add(path);
                }
            }
        }
        return lacking;
    }

    @Test
    void nothingOfTheGuidesReceiptIsMissing() {
        assertThat(lacking(guide(), receipt(yes(), Optional.of(notice())), "")).isEmpty();
    }

    @Test
    void whatIsMissingIsSeen() {
        assertThat(lacking(guide(), receipt(yes(), Optional.empty()), ""))
                .contains(
                        "/dct:publisher",
                        "/dpv:hasRecordOfActivity/dpv:hasDataController",
                        "/dpv:hasRecordOfActivity/dpv:hasNotice/dct:language",
                        "/dpv:hasRecordOfActivity/dpv:hasProcess/dpv:hasPersonalData");
    }

    @ParameterizedTest
    @EnumSource
    void everyTermIsOneOfTheGuidesOrKnown(Decision decision) {
        var known = new TreeSet<>(OTHERS);
        new String(resource("terms.txt"), StandardCharsets.UTF_8).lines().forEach(known::add);
        var found = new Found(
                ANA,
                decided("2", decision, How.REPORTED, Optional.empty()),
                Optional.of(proven(How.REPORTED).receipt()));
        var used = TERM.matcher(new String(Json.write(receipt(found, Optional.of(notice()))), StandardCharsets.UTF_8))
                .results()
                .map(result -> result.group())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(used).hasSizeGreaterThan(50);
        assertThat(known).containsAll(used);
    }

    @Test
    void thePersonIsAPseudonymAndTheTermsAreTheNotices() {
        var record = at(receipt(yes(), Optional.of(notice())), "dpv:hasRecordOfActivity");
        assertThat(at(record, "dpv:hasDataSubject", "dct:identifier")).isEqualTo(ANA.value());
        assertThat(at(record, "dpv:hasDataController")).isEqualTo(List.of("#party-2", "#party-3"));
        assertThat(at(record, "dpv:hasDataProcessor")).isEqualTo(List.of("#party-1"));
        assertThat(at(record, "dpv:hasProcess", "dpv:hasPurpose"))
                .isEqualTo(Map.of(
                        "@type", "dpv:Purpose", "dct:identifier", "chat-history", "dct:description", "Remember?"));
        assertThat(at(record, "dpv:hasProcess", "dpv:hasPersonalData", "dct:identifier"))
                .isEqualTo("attachment");
        assertThat(at(record, "dpv:hasProcess", "dpv:hasRecipient", "dpv:hasName"))
                .isEqualTo("Hosting GmbH");
        assertThat(at(record, "dpv:hasProcess", "dpv:hasStorageCondition", "dpv:hasDuration", "rdf:value"))
                .isEqualTo("P30D");
        assertThat(at(record, "dpv:hasNotice", "schema:version")).isEqualTo(3);
        assertThat(at(record, "dpv:hasNotice", "@id"))
                .isEqualTo("/v1/public/" + "s".repeat(26) + "/notices/chat?version=3");
    }

    @Test
    void aWithdrawalSaysWhatItTakesBack() {
        var no = decided("2", Decision.WITHDRAWN, How.REPORTED, Optional.empty());
        var receipt = receipt(new Found(ANA, no, Optional.of(yes().receipt())), Optional.of(notice()));
        assertThat(at(receipt, "dct:identifier")).isEqualTo(no.id().value());
        assertThat(at(receipt, "dpv:hasRecordOfActivity", "dpv:hasConsentStatus"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .satisfiesExactly(
                        given -> assertThat(at(given, "@type"))
                                .isEqualTo(List.of("dpv:ConsentGiven", "dpv:ExpressedConsent")),
                        taken -> assertThat(at(taken, "@type")).isEqualTo(List.of("dpv:ConsentWithdrawn")));
    }

    @Test
    void ofARefusalWithoutANoticeNothingIsMadeUp() {
        var no = decided("2", Decision.REFUSED, How.REPORTED, Optional.empty());
        var record = at(receipt(new Found(ANA, no, Optional.empty()), Optional.empty()), "dpv:hasRecordOfActivity");
        assertThat(at(record, "dpv:hasConsentStatus", "@type")).isEqualTo(List.of("dpv:ConsentRefused"));
        assertThat(at(record, "dpv:hasProcess"))
                .isEqualTo(Map.of(
                        "@type",
                        "dpv:Process",
                        "dpv:hasPurpose",
                        Map.of("@type", "dpv:Purpose", "dct:identifier", "chat-history")));
        assertThat(List.of("dpv:hasNotice", "dpv:hasDataController", "dpv:hasRight"))
                .allSatisfy(name -> assertThat(at(record, name)).isEqualTo(""));
    }

    private static final Proof PROOF = new Proof(
            Optional.of("ab12"),
            Optional.of(new LanguageTag("fr")),
            Optional.of(new Channel("messenger")),
            Optional.of(new MessageId("msg_" + "m".repeat(26))),
            Optional.of(NOON.minusSeconds(60)),
            Optional.of(Means.SPOKEN_WORDS),
            Set.of("message-text"),
            Optional.of(new SubjectId("sub1_" + "p".repeat(26))),
            Optional.of(Authorisation.PHONE_CALL),
            Optional.of(Signal.GPC),
            Optional.of("Needed to defend a claim"),
            Set.of());

    private static Found proven(How how) {
        var yes = yes().receipt();
        return new Found(
                ANA,
                new ConsentReceipt(
                        yes.id(), CHAT, Decision.GRANTED, yes.notice(), how, yes.client(), yes.decidedAt(), PROOF),
                Optional.empty());
    }

    @Test
    void whatElseShowsADecisionIsToldWhereDpvHasAPlaceForIt() {
        var receipt = receipt(proven(How.REPORTED), Optional.of(notice()));
        var record = at(receipt, "dpv:hasRecordOfActivity");
        assertThat(at(record, "dpv:hasProcess", "dpv:hasPersonalData"))
                .as("what the person chose of what the purpose takes")
                .isEqualTo(List.of(Map.of("@type", "dpv:PersonalData", "dct:identifier", "message-text")));
        assertThat(at(record, "dpv:hasNotice", "schema:sha256"))
                .as("as evidence has it")
                .isEqualTo("ab12");
        var status = at(record, "dpv:hasConsentStatus");
        assertThat(at(status, "dpv:isIndicatedBy")).isEqualTo("dpv:ParentOfDataSubject");
        assertThat(at(status, "dpv:isIndicatedAtTime")).isEqualTo("2026-03-01T11:59:00Z");
        assertThat(at(receipt, "dct:created")).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(at(status, "dpv:hasJustification")).isEqualTo("Needed to defend a claim");
        assertThat(at(status, "dpv:hasIndicationMethod"))
                .isEqualTo(
                        "Statement or action in the chat, as the chatbot reported it; signal: gpc; means: spoken-words;"
                                + " channel: messenger; parent checked by: phone-call");
        assertThat(new String(Json.write(receipt), StandardCharsets.UTF_8))
                .as("neither the parent nor the message is named")
                .doesNotContain("p".repeat(26))
                .doesNotContain("m".repeat(26));
    }

    @Test
    void whatTheControllerRecordsIsNoParentsWord() {
        var record = at(receipt(proven(How.CONTROLLER), Optional.empty()), "dpv:hasRecordOfActivity");
        assertThat(at(record, "dpv:hasConsentStatus", "dpv:isIndicatedBy")).isEqualTo("dpv:DataController");
    }

    @Test
    void ofANoticeWhoseTextIsGoneItIsToldWhichItWas() {
        var record = at(receipt(proven(How.BUTTON), Optional.empty()), "dpv:hasRecordOfActivity");
        assertThat(at(record, "dpv:hasNotice"))
                .isEqualTo(Map.of(
                        "@id",
                        "/v1/public/" + "s".repeat(26) + "/notices/chat?version=3",
                        "@type",
                        "dpv:ConsentNotice",
                        "dct:identifier",
                        "chat",
                        "schema:version",
                        3,
                        "schema:sha256",
                        "ab12"));
    }

    /** Somebody who was asked in French is told the question in French. */
    @Test
    void theQuestionIsToldInTheLanguageItWasShownIn() {
        var text = notice().text();
        var french = new LanguageTag("fr");
        var both = new HashMap<>(text.wordings());
        both.put(
                french,
                new Wording("Se souvenir ?", "Tout", Map.of(CHAT, new Wording.Question("Garder ?", "Oui", "Non"))));
        var notice = new Notice(
                NOTICE,
                3,
                NOON,
                "00",
                new NoticeDraft(
                        text.locale(),
                        both,
                        text.purposes(),
                        text.controllers(),
                        text.platformCopy(),
                        text.rights(),
                        text.contact(),
                        text.reviewBy()));
        var question = new String[] {"dpv:hasRecordOfActivity", "dpv:hasProcess", "dpv:hasPurpose", "dct:description"};
        assertThat(at(receipt(proven(How.BUTTON), Optional.of(notice)), question))
                .isEqualTo("Garder ?");
        assertThat(at(receipt(yes(), Optional.of(notice)), question)).isEqualTo("Remember?");
    }

    @Test
    void theRightToWithdrawIsToldWhateverTheNoticeLists() {
        var notice = notice();
        var text = notice.text();
        var silent = new NoticeDraft(
                text.locale(),
                text.wordings(),
                text.purposes(),
                text.controllers(),
                text.platformCopy(),
                Set.of(Right.ACCESS),
                text.contact(),
                text.reviewBy());
        var receipt = receipt(yes(), Optional.of(new Notice(NOTICE, 3, NOON, "00", silent)));
        assertThat(at(receipt, "dpv:hasRecordOfActivity", "dpv:hasRight"))
                .asString()
                .contains("eu-gdpr:A15", "eu-gdpr:A7-3");
    }
}
