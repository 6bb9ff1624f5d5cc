package dev.lethe.notice;

import dev.lethe.notice.NoticeDraft.Particulars;
import dev.lethe.notice.NoticeDraft.Right;
import dev.lethe.notice.NoticeDraft.Role;
import dev.lethe.regime.Fact.Told;
import dev.lethe.regime.Fact.Told.Occasion;
import dev.lethe.regime.NoticeElement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Where a notice lacks what a law may ask for. Pure. */
final class Lacking {

    /**
     * One such place.
     *
     * @param where a JSON Pointer into the notice
     * @param what is lacking there, in plain words
     */
    record Gap(String where, String what) {}

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final NoticeDraft draft;
    private final Particulars told;

    Lacking(NoticeDraft draft) {
        this.draft = draft;
        this.told = draft.particulars().orElse(Particulars.NONE);
    }

    /** Whether the notice has a purpose of which something has to be told. */
    boolean concerns(Told of) {
        return of.when()
                .map(when -> when.stream().anyMatch(occasion -> any(terms -> is(terms, occasion))))
                .orElse(true);
    }

    private static boolean is(Terms terms, Occasion occasion) {
        return switch (occasion) {
            case CONSENT -> terms.asks();
            case CONTRACT -> terms.basis() == LegalBasis.CONTRACT;
            case INTEREST -> terms.basis() == LegalBasis.LEGITIMATE_INTEREST || terms.basis() == LegalBasis.PUBLIC_TASK;
            case SENSITIVE -> terms.special().isPresent();
            case PROFILING -> terms.use().filter(Use.PROFILING::equals).isPresent();
            case SALE -> terms.use().filter(Use::endedByOptOutSignal).isPresent();
            case SALE_OF_SENSITIVE -> sells(terms) && terms.special().isPresent();
            case SALE_OF_BIOMETRIC ->
                sells(terms)
                        && terms.special()
                                .filter(data -> data.categories().contains(Special.Category.BIOMETRIC_DATA))
                                .isPresent();
        };
    }

    private static boolean sells(Terms terms) {
        return terms.use().filter(Use.SALE::equals).isPresent();
    }

    /** Where something that has to be told is lacking; empty where it is told. */
    List<Gap> of(Told of) {
        return of.says().stream()
                .sorted()
                .flatMap(element -> element == NoticeElement.SET_WORDS
                        ? of.words().stream().flatMap(words -> setWords(words).stream())
                        : of(element).stream())
                .toList();
    }

    /** Nobody reads past an added blank or another line; any other word is not the law's. */
    private List<Gap> setWords(String words) {
        var said = draft.wordings().values().stream()
                .anyMatch(wording ->
                        BLANKS.matcher(wording.full()).replaceAll(" ").contains(words));
        return unless(said, "/wordings", "does not have the words that this law sets: " + words);
    }

    private List<Gap> of(NoticeElement element) {
        return switch (element) {
            // No notice can be made without them.
            case CONTACT, PURPOSES, CATEGORIES, LEGAL_BASIS, RETENTION, SET_WORDS -> List.of();
            case CONTROLLER ->
                unless(
                        draft.controllers().stream().anyMatch(one -> one.role() != Role.PROCESSOR),
                        "/controllers",
                        "says who processes, and not who is the controller");
            case RECIPIENTS ->
                unless(
                        any(terms -> !terms.recipients().isEmpty()),
                        "/purposes",
                        "names no recipient, not even who hosts it");
            case KIND_OF_PURPOSE ->
                each(
                        terms -> terms.use().isEmpty(),
                        "use",
                        "does not say what it is, so that nobody can tell whether data are sold, shared or trained on");
            case INTEREST ->
                each(
                        terms -> terms.basis() == LegalBasis.LEGITIMATE_INTEREST
                                && terms.ground().isEmpty(),
                        "ground",
                        "does not say which interest it is");
            case LAW ->
                each(
                        terms -> Set.of(LegalBasis.LEGAL_OBLIGATION, LegalBasis.PUBLIC_TASK)
                                        .contains(terms.basis())
                                && terms.ground().isEmpty(),
                        "ground",
                        "does not say which law it is");
            case FREE_CONSENT ->
                each(
                        terms -> terms.asks() && terms.conditionOfService().orElse(false),
                        "conditionOfService",
                        "asks for consent as a condition of service: it is not free");
            case TRAINING_OUTSIDE_CONTRACT ->
                each(
                        terms -> terms.use().filter(Use.AI_TRAINING::equals).isPresent()
                                && terms.basis() == LegalBasis.CONTRACT,
                        "basis",
                        "training a model is not what the contract is for");
            case DATA_PROTECTION_OFFICER ->
                particular(
                        Particulars::dataProtectionOfficer,
                        "dataProtectionOfficer",
                        "names nobody who answers for data protection");
            case TRANSFERS ->
                particular(Particulars::transfers, "transfers", "does not say whether data go to other countries");
            case OBLIGATION ->
                particular(Particulars::obligation, "obligation", "does not say whether people have to give data");
            case SOURCES -> particular(Particulars::sources, "sources", "does not say whether data come from others");
            case WITHDRAWAL ->
                particular(Particulars::withdrawal, "withdrawal", "does not say how consent is taken back");
            case AUTHORITY -> particular(Particulars::authority, "authority", "does not say where to complain");
            case AUTOMATED_DECISIONS ->
                particular(
                        Particulars::automatedDecisions,
                        "automatedDecisions",
                        "does not say by what logic people are decided about, and what it may mean for them");
            case APPEAL ->
                particular(Particulars::appeal, "appeal", "does not say how to appeal when a request is refused");
            case SECURITY -> particular(Particulars::security, "security", "does not say how data are kept safe");
            case DESTRUCTION ->
                particular(Particulars::destruction, "destruction", "does not say how data are destroyed");
            case TRACKING -> particular(Particulars::tracking, "tracking", "does not say what is collected by itself");
            case RIGHT_OF_ACCESS -> right(Right.ACCESS);
            case RIGHT_OF_RECTIFICATION -> right(Right.RECTIFICATION);
            case RIGHT_OF_ERASURE -> right(Right.ERASURE);
            case RIGHT_OF_RESTRICTION -> right(Right.RESTRICTION);
            case RIGHT_OF_PORTABILITY -> right(Right.PORTABILITY);
            case RIGHT_OF_OBJECTION -> right(Right.OBJECTION);
            case RIGHT_OF_WITHDRAWAL -> right(Right.WITHDRAWAL);
            case RIGHT_OF_HUMAN_REVIEW -> right(Right.HUMAN_REVIEW);
            case RIGHT_OF_COMPLAINT -> right(Right.COMPLAINT);
            case RIGHT_TO_OPT_OUT_OF_SALE -> right(Right.OPT_OUT_OF_SALE);
            case RIGHT_TO_LIMIT_SENSITIVE_USE -> right(Right.LIMIT_SENSITIVE_USE);
        };
    }

    private boolean any(Predicate<Terms> is) {
        return draft.purposes().stream().anyMatch(is);
    }

    private List<Gap> each(Predicate<Terms> lacks, String field, String what) {
        return IntStream.range(0, draft.purposes().size())
                .filter(i -> lacks.test(draft.purposes().get(i)))
                .mapToObj(i -> new Gap("/purposes/" + i + "/" + field, what))
                .toList();
    }

    private List<Gap> particular(Function<Particulars, Optional<String>> of, String field, String what) {
        return unless(of.apply(told).isPresent(), "/particulars/" + field, what);
    }

    private List<Gap> right(Right right) {
        return unless(
                draft.rights().contains(right),
                "/rights",
                "does not name the right to "
                        + right.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    private static List<Gap> unless(boolean told, String where, String what) {
        return told ? List.of() : List.of(new Gap(where, what));
    }
}
