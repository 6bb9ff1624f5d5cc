package dev.lethe.receipt;

import dev.lethe.notice.LegalBasis;
import dev.lethe.notice.NoticeDraft.Right;
import dev.lethe.regime.Regime;
import dev.lethe.regime.Regime.Dpv;
import dev.lethe.regime.Regimes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The laws that a decision was made under, in the terms of DPV (https://w3id.org/dpv, version 2.3): its extensions for jurisdictions
 * where they have the law, and its name where they do not. Under the GDPR or the UK's, legal bases and rights are told by the
 * articles that DPV has of it; elsewhere by DPV's own terms. Pure.
 */
public final class AppliedLaws {
    private static final String SCHEMA = "https://w3id.org/dpv/schema/dpv-27560#";

    /** Prefixes that the context of a receipt declares. */
    private static final Map<String, String> PREFIXES =
            Map.of("https://w3id.org/dpv/legal/eu/gdpr#", "eu-gdpr:", "https://w3id.org/dpv/loc#", "loc:");

    /** One of them; its file may be gone since. */
    private record Law(String id, Optional<Regime> regime) {
        Optional<Dpv> dpv() {
            return regime.flatMap(Regime::dpv);
        }
    }

    private final List<Law> laws;

    private AppliedLaws(List<Law> laws) {
        this.laws = laws;
    }

    /**
     * The laws of these ids.
     *
     * @param ids none of a decision that did not keep them, which is told under the GDPR, as it was when it was made
     */
    public static AppliedLaws of(Set<String> ids, Regimes regimes) {
        return new AppliedLaws(
                (ids.isEmpty() ? Stream.of("eu_gdpr") : ids.stream().sorted())
                        .map(id -> new Law(id, regimes.regime(id)))
                        .toList());
    }

    private boolean haveArticles() {
        return laws.stream().anyMatch(law -> law.dpv().flatMap(Dpv::articles).orElse(false));
    }

    /** The profile of a receipt or of the record in it. */
    String profile(String of) {
        return SCHEMA + of + (haveArticles() ? "-eu-gdpr" : "");
    }

    List<String> jurisdictions() {
        return laws.stream()
                .flatMap(law -> law.dpv().stream())
                .map(dpv -> compact(dpv.jurisdiction()))
                .distinct()
                .toList();
    }

    List<Object> laws() {
        return laws.stream().map(AppliedLaws::node).toList();
    }

    private static Object node(Law law) {
        var iri = law.dpv().flatMap(Dpv::law);
        if (iri.isPresent()) {
            return compact(iri.get());
        }
        var node = ReceiptRules.tree("@type", "dpv:Law", "dct:identifier", law.id());
        law.regime().ifPresent(regime -> node.put("dct:title", regime.name()));
        return node;
    }

    private static String compact(String iri) {
        return PREFIXES.entrySet().stream()
                .filter(prefix -> iri.startsWith(prefix.getKey()))
                .findFirst()
                .map(prefix -> prefix.getValue() + iri.substring(prefix.getKey().length()))
                .orElse(iri);
    }

    String basis(LegalBasis basis) {
        return haveArticles()
                ? switch (basis) {
                    case CONSENT -> "eu-gdpr:A6-1-a";
                    case CONTRACT -> "eu-gdpr:A6-1-b";
                    case LEGAL_OBLIGATION -> "eu-gdpr:A6-1-c";
                    case VITAL_INTEREST -> "eu-gdpr:A6-1-d";
                    case PUBLIC_TASK -> "eu-gdpr:A6-1-e";
                    case LEGITIMATE_INTEREST -> "eu-gdpr:A6-1-f";
                }
                : switch (basis) {
                    case CONSENT -> "dpv:Consent";
                    case CONTRACT -> "dpv:Contract";
                    case LEGAL_OBLIGATION -> "dpv:LegalObligation";
                    case VITAL_INTEREST -> "dpv:VitalInterest";
                    case PUBLIC_TASK -> "dpv:PublicInterest";
                    case LEGITIMATE_INTEREST -> "dpv:LegitimateInterest";
                };
    }

    /** The article that gives a right; empty where the right is another law's, or the law is not the GDPR. */
    Optional<String> article(Right right) {
        return haveArticles() ? articleOfGdpr(right) : Optional.empty();
    }

    private static Optional<String> articleOfGdpr(Right right) {
        return switch (right) {
            case ACCESS -> Optional.of("eu-gdpr:A15");
            case RECTIFICATION -> Optional.of("eu-gdpr:A16");
            case ERASURE -> Optional.of("eu-gdpr:A17");
            case RESTRICTION -> Optional.of("eu-gdpr:A18");
            case PORTABILITY -> Optional.of("eu-gdpr:A20");
            case OBJECTION -> Optional.of("eu-gdpr:A21");
            case WITHDRAWAL -> Optional.of("eu-gdpr:A7-3");
            case HUMAN_REVIEW -> Optional.of("eu-gdpr:A22");
            case COMPLAINT -> Optional.of("eu-gdpr:A77");
            case OPT_OUT_OF_SALE, LIMIT_SENSITIVE_USE -> Optional.empty();
        };
    }
}
