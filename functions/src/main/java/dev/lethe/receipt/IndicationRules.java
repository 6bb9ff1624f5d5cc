package dev.lethe.receipt;

import dev.lethe.consent.ConsentReceipt;
import dev.lethe.consent.ConsentReceipt.Decision;
import dev.lethe.consent.ConsentReceipt.How;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How, by whom and when a decision was made known, in the terms of DPV; what it has no term for, in the words of the API. Pure. */
public final class IndicationRules {

    /** The state of consent that a decision leads to; no two lead to the same. */
    public static String term(Decision decision) {
        return switch (decision) {
            case GRANTED -> "dpv:ConsentGiven";
            case REFUSED -> "dpv:ConsentRefused";
            case WITHDRAWN -> "dpv:ConsentWithdrawn";
            case OBJECTED -> "dpv:ObjectingToProcess";
            case OPTED_OUT -> "dpv:OptingOutFromProcess";
            case OVERRULED -> "dpv:LegitimateInterestOfController";
        };
    }

    static Map<String, Object> status(ConsentReceipt decided) {
        var proof = decided.proof();
        var term = term(decided.decision());
        var status = ReceiptRules.tree(
                "@type",
                decided.decision() == Decision.GRANTED ? List.of(term, "dpv:ExpressedConsent") : List.of(term),
                "dct:identifier",
                decided.id().value(),
                "dpv:isIndicatedBy",
                by(decided),
                "dpv:hasIndicationMethod",
                method(decided),
                "dpv:isIndicatedAtTime",
                proof.saidAt().orElse(decided.decidedAt()).toString());
        proof.ground().ifPresent(ground -> status.put("dpv:hasJustification", ground));
        return status;
    }

    /** Whose word counts. A parent is not named, not even by a pseudonym: the receipt is about the child. */
    private static String by(ConsentReceipt decided) {
        if (decided.how() == How.CONTROLLER) {
            return "dpv:DataController";
        }
        return decided.proof().authorisedBy().isPresent() ? "dpv:ParentOfDataSubject" : "dpv:DataSubject";
    }

    private static String method(ConsentReceipt decided) {
        var proof = decided.proof();
        var method = new StringBuilder(
                switch (decided.how()) {
                    case BUTTON -> "Button of the question that the chatbot showed";
                    case REPORTED -> "Statement or action in the chat, as the chatbot reported it";
                    case SIGNAL -> "Signal that the person's browser or app sends";
                    case CONTROLLER -> "Recorded by the controller";
                });
        proof.signal().ifPresent(signal -> add(method, "signal", written(signal)));
        proof.means().ifPresent(means -> add(method, "means", written(means)));
        proof.channel().ifPresent(channel -> add(method, "channel", channel.value()));
        proof.authorisation().ifPresent(how -> add(method, "parent checked by", written(how)));
        return method.toString();
    }

    private static void add(StringBuilder method, String name, String value) {
        method.append("; ").append(name).append(": ").append(value);
    }

    private static String written(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private IndicationRules() {}
}
