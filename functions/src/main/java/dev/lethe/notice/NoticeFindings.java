package dev.lethe.notice;

import dev.lethe.notice.Finding.Weight;
import dev.lethe.notice.NoticeDraft.Particulars;
import dev.lethe.notice.NoticeDraft.Right;
import dev.lethe.notice.NoticeDraft.Role;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What a notice lacks of what has to be told: GDPR Art. 13 and 14 (and the UK's, in the same words), and the notice at collection of
 * the CCPA (Cal. Civ. Code §1798.100, 11 CCR §7012). What a notice cannot be made without is not looked for here. Pure.
 */
final class NoticeFindings {
    private static final Set<String> GDPR = Set.of("eu_gdpr", "uk_gdpr");
    private static final Set<String> CCPA = Set.of("us_ca");
    private static final Particulars NONE = new Particulars(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    private final NoticeDraft draft;
    private final Particulars told;
    private final List<Finding> found = new ArrayList<>();

    private NoticeFindings(NoticeDraft draft) {
        this.draft = draft;
        this.told = draft.particulars().orElse(NONE);
    }

    /** For the regimes that the notice names; where it names none, for the GDPR. */
    static List<Finding> of(NoticeDraft draft) {
        var findings = new NoticeFindings(draft);
        var regimes = draft.regimes().orElse(Set.of("eu_gdpr"));
        if (regimes.stream().anyMatch(GDPR::contains)) {
            findings.gdpr();
        }
        if (regimes.stream().anyMatch(CCPA::contains)) {
            findings.ccpa();
        }
        regimes.stream()
                .filter(regime -> !GDPR.contains(regime) && !CCPA.contains(regime))
                .sorted()
                .forEach(regime -> findings.check(
                        regime,
                        "/regimes",
                        "no list of what has to be told is kept for this law: have somebody look at it"));
        return List.copyOf(findings.found);
    }

    /** Whether somebody should have looked at a notice again by now. */
    static boolean overdue(NoticeDraft draft, LocalDate today) {
        return draft.reviewBy().isBefore(today);
    }

    private void gdpr() {
        if (draft.controllers().stream().noneMatch(one -> one.role() != Role.PROCESSOR)) {
            missing("GDPR Art. 13(1)(a)", "/controllers", "says who processes, and not who is the controller");
        }
        tell(
                Particulars::dataProtectionOfficer,
                "GDPR Art. 13(1)(b)",
                "dataProtectionOfficer",
                "names no data protection officer");
        tell(
                Particulars::transfers,
                "GDPR Art. 13(1)(f)",
                "transfers",
                "does not say whether data go to third countries");
        tell(
                Particulars::obligation,
                "GDPR Art. 13(2)(e)",
                "obligation",
                "does not say whether people have to give data");
        tell(Particulars::sources, "GDPR Art. 14(2)(f)", "sources", "does not say whether data come from others");
        if (draft.purposes().stream().allMatch(terms -> terms.recipients().isEmpty())) {
            check("GDPR Art. 13(1)(e)", "/purposes", "names no recipient, not even who hosts it");
        }
        rights();
        for (var i = 0; i < draft.purposes().size(); i++) {
            gdpr(draft.purposes().get(i), "/purposes/" + i);
        }
    }

    private void rights() {
        right("GDPR Art. 13(2)(b)", Right.ACCESS, Right.RECTIFICATION, Right.ERASURE, Right.RESTRICTION);
        if (rests(LegalBasis.CONSENT) || rests(LegalBasis.CONTRACT)) {
            right("GDPR Art. 13(2)(b), 20", Right.PORTABILITY);
        }
        if (rests(LegalBasis.LEGITIMATE_INTEREST) || rests(LegalBasis.PUBLIC_TASK)) {
            right("GDPR Art. 13(2)(b), 21", Right.OBJECTION);
        }
        right("GDPR Art. 13(2)(d)", Right.COMPLAINT);
        tell(Particulars::authority, "GDPR Art. 13(2)(d)", "authority", "does not say where to complain");
        if (draft.purposes().stream().anyMatch(Terms::asks)) {
            right("GDPR Art. 13(2)(c)", Right.WITHDRAWAL);
            if (told.withdrawal().isEmpty()) {
                missing(
                        "GDPR Art. 13(2)(c), 7(3)",
                        "/particulars/withdrawal",
                        "does not say how consent is taken back");
            }
        }
    }

    private void gdpr(Terms terms, String at) {
        switch (terms.basis()) {
            case LEGITIMATE_INTEREST -> ground(terms, "GDPR Art. 13(1)(d)", at, "does not say which interest it is");
            case LEGAL_OBLIGATION, PUBLIC_TASK -> ground(terms, "GDPR Art. 6(3)", at, "does not say which law it is");
            case CONSENT, CONTRACT, VITAL_INTEREST -> {
                // The basis says it.
            }
        }
        if (terms.asks() && terms.conditionOfService().orElse(false)) {
            missing(
                    "GDPR Art. 7(4)",
                    at + "/conditionOfService",
                    "asks for consent as a condition of service: it is not free");
        }
        if (terms.use().filter(Use.PROFILING::equals).isPresent()) {
            if (told.automatedDecisions().isEmpty()) {
                missing(
                        "GDPR Art. 13(2)(f)",
                        "/particulars/automatedDecisions",
                        "decides about people, and does not say by what logic and what it may mean for them");
            }
            right("GDPR Art. 22(3)", Right.HUMAN_REVIEW);
        }
        if (terms.use().filter(Use.AI_TRAINING::equals).isPresent() && terms.basis() == LegalBasis.CONTRACT) {
            missing(
                    "EDPB Guidelines 2/2019, para. 48-50",
                    at + "/basis",
                    "training a model is not what the contract is for");
        }
    }

    private void ground(Terms terms, String basis, String at, String what) {
        if (terms.ground().isEmpty()) {
            missing(basis, at + "/ground", what);
        }
    }

    private void ccpa() {
        right("Cal. Civ. Code §1798.130(a)(5)", Right.ACCESS, Right.RECTIFICATION, Right.ERASURE);
        for (var i = 0; i < draft.purposes().size(); i++) {
            var terms = draft.purposes().get(i);
            if (terms.use().isEmpty()) {
                missing(
                        "Cal. Civ. Code §1798.100(a)(1)",
                        "/purposes/" + i + "/use",
                        "does not say what it is, so that nobody can tell whether data are sold or shared");
            }
            if (terms.use().filter(Use::endedByOptOutSignal).isPresent()) {
                right("11 CCR §7012(e)(5)", Right.OPT_OUT_OF_SALE);
            }
            if (terms.special().isPresent()) {
                right("Cal. Civ. Code §1798.121(a)", Right.LIMIT_SENSITIVE_USE);
            }
        }
    }

    private boolean rests(LegalBasis basis) {
        return draft.purposes().stream().anyMatch(terms -> terms.basis() == basis);
    }

    private void right(String basis, Right first, Right... more) {
        EnumSet.of(first, more).stream()
                .filter(right -> !draft.rights().contains(right))
                .forEach(right -> missing(
                        basis,
                        "/rights",
                        "does not name the right to "
                                + right.name().toLowerCase(Locale.ROOT).replace('_', ' ')));
    }

    private void tell(Function<Particulars, Optional<String>> what, String basis, String field, String words) {
        if (what.apply(told).isEmpty()) {
            check(basis, "/particulars/" + field, words);
        }
    }

    private void missing(String basis, String where, String what) {
        add(new Finding(Weight.MISSING, basis, where, what));
    }

    private void check(String basis, String where, String what) {
        add(new Finding(Weight.CHECK, basis, where, what));
    }

    private void add(Finding finding) {
        if (!found.contains(finding)) {
            found.add(finding);
        }
    }
}
