package dev.lethe.receipt;

import dev.lethe.consent.ConsentReceipt;
import dev.lethe.consent.ConsentReceipt.Shown;
import dev.lethe.kernel.LanguageTag;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.Site;
import dev.lethe.notice.LegalBasis;
import dev.lethe.notice.Notice;
import dev.lethe.notice.NoticeDraft.Controller;
import dev.lethe.notice.NoticeDraft.Right;
import dev.lethe.notice.NoticeDraft.Role;
import dev.lethe.notice.Terms;
import dev.lethe.receipt.Receipts.Found;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A consent receipt of ISO/IEC TS 27560:2023, as JSON-LD in the terms of the Data Privacy Vocabulary
 * (https://w3id.org/dpv/guides/consent-27560). It says what evidence says of one decision, and what the notice said that the person
 * was shown; the person is a pseudonym, and nothing of it is in their own words. IRIs without a scheme are paths of the API that
 * handed it out. Pure.
 */
public final class ReceiptRules {
    /** What the prefixes mean, and which values are IRIs. */
    private static final Map<String, Object> CONTEXT = tree(
            "dpv",
            "https://w3id.org/dpv#",
            "eu-gdpr",
            "https://w3id.org/dpv/legal/eu/gdpr#",
            "loc",
            "https://w3id.org/dpv/loc#",
            "dct",
            "http://purl.org/dc/terms/",
            "rdf",
            "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
            "schema",
            "https://schema.org/",
            "dct:conformsTo",
            iri(),
            "dct:publisher",
            iri(),
            "schema:recipient",
            iri(),
            "dpv:hasDataController",
            iri(),
            "dpv:hasDataProcessor",
            iri(),
            "dpv:hasJurisdiction",
            iri(),
            "dpv:hasApplicableLaw",
            iri(),
            "dpv:hasLegalBasis",
            iri(),
            "dpv:hasProcessing",
            iri(),
            "dpv:isIndicatedBy",
            iri());

    /**
     * The receipt of a decision.
     *
     * @param site where anybody may read the notice
     * @param notice the version that the person was shown, where one is known and its text is left
     * @param laws that it was decided under
     */
    public static Map<String, Object> receipt(Site site, Found found, Optional<Notice> notice, AppliedLaws laws) {
        var decided = found.receipt();
        var receipt = tree(
                "@context",
                CONTEXT,
                "@id",
                "/v1/receipts/" + decided.id(),
                "@type",
                "dpv:ConsentReceipt",
                "dct:identifier",
                decided.id().value(),
                "dct:conformsTo",
                laws.profile("receipt"),
                "dct:created",
                decided.decidedAt().toString());
        notice.flatMap(shown -> publisher(shown.text().controllers()))
                .ifPresent(publisher -> receipt.put("dct:publisher", publisher));
        receipt.put("schema:recipient", "dpv:DataSubject");
        receipt.put("dpv:hasRecordOfActivity", record(site, found, notice, laws));
        return receipt;
    }

    private static Map<String, Object> record(Site site, Found found, Optional<Notice> notice, AppliedLaws laws) {
        var decided = found.receipt();
        var subject = found.subject().value();
        var record = tree(
                "@id",
                "/v1/receipts/" + decided.id() + "#record",
                "@type",
                "dpv:ConsentRecord",
                "dct:identifier",
                decided.id().value(),
                "dct:conformsTo",
                laws.profile("record"),
                "dpv:hasDataSubject",
                tree("@id", subject, "@type", "dpv:DataSubject", "dct:identifier", subject));
        notice.ifPresent(shown -> parties(record, shown.text().controllers()));
        one(record, "dpv:hasJurisdiction", laws.jurisdictions());
        one(record, "dpv:hasApplicableLaw", laws.laws());
        // Consent, unless the notice that was shown rests the purpose on something else.
        record.put(
                "dpv:hasLegalBasis",
                laws.basis(notice.flatMap(shown -> shown.terms(decided.purpose()))
                        .map(Terms::basis)
                        .orElse(LegalBasis.CONSENT)));
        record.put("dpv:hasProcess", process(found, notice));
        notice.ifPresent(shown -> {
            record.put(
                    "dpv:hasConsentControl",
                    tree(
                            "@type",
                            List.of("dpv:ProvideConsent", "dpv:WithdrawConsent"),
                            "dpv:isExercisedAt",
                            shown.text().contact()));
            record.put("dpv:hasRight", rights(shown, laws));
        });
        found.informed().ifPresent(informed -> informed.notice()
                .ifPresent(shown -> record.put("dpv:hasNotice", notice(site, informed, shown, notice))));
        record.put(
                "dpv:hasConsentStatus",
                Stream.concat(found.takenBack().stream(), Stream.of(decided))
                        .map(IndicationRules::status)
                        .toList());
        return record;
    }

    private static void parties(Map<String, Object> record, List<Controller> parties) {
        var controllers = new ArrayList<String>();
        var processors = new ArrayList<String>();
        var entities = new ArrayList<Map<String, Object>>();
        for (var i = 0; i < parties.size(); i++) {
            var party = parties.get(i);
            (party.role() == Role.PROCESSOR ? processors : controllers).add(party(i));
            entities.add(tree(
                    "@id",
                    party(i),
                    "@type",
                    List.of("dpv:Organisation", role(party.role())),
                    "dpv:hasName",
                    party.name(),
                    "schema:contactPoint",
                    tree("@type", "schema:PostalAddress", "schema:streetAddress", party.address())));
        }
        unlessEmpty(record, "dpv:hasDataController", controllers);
        unlessEmpty(record, "dpv:hasDataProcessor", processors);
        unlessEmpty(record, "dpv:hasEntity", entities);
    }

    private static Optional<String> publisher(List<Controller> parties) {
        return Stream.iterate(0, i -> i < parties.size(), i -> i + 1)
                .filter(i -> parties.get(i).role() != Role.PROCESSOR)
                .map(ReceiptRules::party)
                .findFirst();
    }

    private static String party(int index) {
        return "#party-" + (index + 1);
    }

    private static String role(Role role) {
        return switch (role) {
            // Of those who are controllers jointly, each is one.
            case CONTROLLER, JOINT_CONTROLLER -> "dpv:DataController";
            case PROCESSOR -> "dpv:DataProcessor";
        };
    }

    private static Map<String, Object> process(Found found, Optional<Notice> notice) {
        var purpose = found.receipt().purpose();
        var terms = notice.flatMap(shown -> shown.terms(purpose));
        var described = tree("@type", "dpv:Purpose", "dct:identifier", purpose.value());
        var locale = found.informed().flatMap(informed -> informed.proof().locale());
        notice.flatMap(shown -> question(shown, purpose, locale))
                .ifPresent(text -> described.put("dct:description", text));
        var process = tree("@type", "dpv:Process", "dpv:hasPurpose", described);
        var chosen = found.receipt().proof().categories();
        unlessEmpty(
                process,
                "dpv:hasPersonalData",
                sorted(chosen.isEmpty() ? terms.map(Terms::categories).orElse(Set.of()) : chosen)
                        .map(category -> tree("@type", "dpv:PersonalData", "dct:identifier", category))
                        .toList());
        terms.ifPresent(about -> terms(process, about));
        return process;
    }

    /** The question in the language it was shown in, where that is known, or else in the notice's own. */
    private static Optional<String> question(Notice notice, Purpose purpose, Optional<LanguageTag> locale) {
        var wording = notice.wording(notice.language(locale));
        return Optional.ofNullable(wording.questions().get(purpose)).map(asked -> asked.text());
    }

    private static void terms(Map<String, Object> process, Terms terms) {
        process.put("dpv:hasProcessing", List.of("dpv:Collect", "dpv:Store", "dpv:Use"));
        process.put("dpv:hasDataSource", "dpv:DataSubjectDataSource");
        unlessEmpty(
                process,
                "dpv:hasRecipient",
                sorted(terms.recipients())
                        .map(recipient -> tree("@type", "dpv:Recipient", "dpv:hasName", recipient))
                        .toList());
        process.put(
                "dpv:hasStorageCondition",
                List.of(tree(
                        "@type",
                        "dpv:StorageDuration",
                        "dpv:hasDuration",
                        tree(
                                "@type",
                                "dpv:TemporalDuration",
                                "rdf:value",
                                terms.retention().toString()),
                        "dct:description",
                        terms.retentionReason())));
    }

    private static List<Map<String, Object>> rights(Notice notice, AppliedLaws laws) {
        // Whoever consented may take it back, whether the notice lists it or not (GDPR Art. 7(3)).
        var rights = new TreeSet<>(notice.text().rights());
        rights.add(Right.WITHDRAWAL);
        return rights.stream()
                .map(right -> {
                    var article = laws.article(right);
                    return tree(
                            "@type",
                            Stream.concat(Stream.of("dpv:DataSubjectRight"), article.stream())
                                    .toList(),
                            "dct:title",
                            title(right),
                            "dpv:isExercisedAt",
                            notice.text().contact());
                })
                .toList();
    }

    private static String title(Right right) {
        return switch (right) {
            case ACCESS -> "Right of access";
            case RECTIFICATION -> "Right to rectification";
            case ERASURE -> "Right to erasure";
            case RESTRICTION -> "Right to restriction of processing";
            case PORTABILITY -> "Right to data portability";
            case OBJECTION -> "Right to object";
            case WITHDRAWAL -> "Right to withdraw consent";
            case HUMAN_REVIEW -> "Right not to be subject to a decision based solely on automated processing";
            case COMPLAINT -> "Right to lodge a complaint with a supervisory authority";
            case OPT_OUT_OF_SALE -> "Right to opt out of sale or sharing";
            case LIMIT_SENSITIVE_USE -> "Right to limit the use of sensitive personal information";
        };
    }

    /** What was shown, as evidence names it, and what is left of it. */
    private static Map<String, Object> notice(
            Site site, ConsentReceipt informed, Shown shown, Optional<Notice> notice) {
        var named = tree(
                "@id",
                "/v1/public/" + site + "/notices/" + shown.id() + "?version=" + shown.version(),
                "@type",
                "dpv:ConsentNotice",
                "dct:identifier",
                shown.id().value(),
                "schema:version",
                shown.version());
        notice.ifPresent(text -> {
            named.put("dct:date", text.publishedAt().toString());
            named.put(
                    "dct:language",
                    text.text().wordings().keySet().stream()
                            .map(LanguageTag::value)
                            .sorted()
                            .toList());
        });
        informed.proof()
                .noticeHash()
                .or(() -> notice.map(Notice::hash))
                .ifPresent(hash -> named.put("schema:sha256", hash));
        return named;
    }

    private static Stream<String> sorted(Collection<String> texts) {
        return texts.stream().sorted();
    }

    private static void unlessEmpty(Map<String, Object> to, String name, List<?> values) {
        if (!values.isEmpty()) {
            to.put(name, values);
        }
    }

    /** The value itself where there is one alone. */
    private static void one(Map<String, Object> to, String name, List<?> values) {
        if (!values.isEmpty()) {
            to.put(name, values.size() == 1 ? values.getFirst() : values);
        }
    }

    private static Map<String, Object> iri() {
        return Map.of("@type", "@id");
    }

    static Map<String, Object> tree(Object... pairs) {
        var tree = new LinkedHashMap<String, Object>();
        for (var i = 0; i < pairs.length; i += 2) {
            tree.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return tree;
    }

    private ReceiptRules() {}
}
