package dev.lethe.consent;

import dev.lethe.audit.ChainedEntry;
import dev.lethe.audit.Entry;
import dev.lethe.consent.Asks.Asked;
import dev.lethe.consent.ConsentReceipt.Decision;
import dev.lethe.consent.ConsentReceipt.How;
import dev.lethe.consent.ConsentReceipt.Shown;
import dev.lethe.consent.ConsentRules.Capture;
import dev.lethe.consent.ConsentRules.Outcome;
import dev.lethe.consent.Standing.Stand;
import dev.lethe.crypto.Plaintext;
import dev.lethe.crypto.Pseudonyms;
import dev.lethe.crypto.Vault;
import dev.lethe.http.Contract;
import dev.lethe.http.Endpoint;
import dev.lethe.http.Malformed;
import dev.lethe.http.Problem;
import dev.lethe.http.Refused;
import dev.lethe.http.Request;
import dev.lethe.http.Response;
import dev.lethe.http.Shape;
import dev.lethe.kernel.Ids;
import dev.lethe.kernel.LanguageTag;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.ReceiptId;
import dev.lethe.kernel.SubjectId;
import dev.lethe.repeat.Remembered;
import dev.lethe.repeat.Repeats;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Answers {@code CAPTURE_CONSENT}. The shell: it reads, asks the rules, writes, and replies. */
public final class CaptureConsent implements Endpoint<Decisions> {
    /** How far ahead of ours somebody's clock may be. */
    private static final Duration AHEAD_MAX = Duration.ofMinutes(5);

    private static final int ATTEMPTS_MAX = 4;

    /**
     * What stands now, for each decision sent and each purpose that a signal ended.
     *
     * @param signals whether each signal sent is one that the person's law has honoured
     */
    public record Answer(SubjectId subject, List<Stands> decisions, Optional<List<Signalled>> signals) {}

    /** A signal, and whether it counts. */
    public record Signalled(Signal signal, boolean honoured) {}

    /**
     * One decision that stands.
     *
     * @param receipt absent where there was nothing to decide
     */
    public record Stands(
            Purpose purpose, Decision decision, Optional<ReceiptId> receipt, Optional<Instant> decidedAt) {}

    private final SubjectFiles files;
    private final ConsentLedger ledger;
    private final ConsentGate gate;
    private final Asks asks;
    private final Vault vault;
    private final Pseudonyms pseudonyms;
    private final Repeats repeats;
    private final Ids ids;
    private final InstantSource clock;
    private final Signals signals;

    public CaptureConsent(
            SubjectFiles files,
            ConsentLedger ledger,
            ConsentGate gate,
            Asks asks,
            Vault vault,
            Pseudonyms pseudonyms,
            Repeats repeats,
            Ids ids,
            InstantSource clock) {
        this.files = files;
        this.ledger = ledger;
        this.gate = gate;
        this.asks = asks;
        this.vault = vault;
        this.pseudonyms = pseudonyms;
        this.repeats = repeats;
        this.ids = ids;
        this.clock = clock;
        this.signals = new Signals(gate, clock);
    }

    @Override
    public Contract<Decisions> contract() {
        return Contract.taking("Record what a person decided", Decisions.class)
                .answers(200, Answer.class)
                .answers(201, Answer.class)
                .refuses(
                        Problem.NOTICE_SUPERSEDED,
                        Problem.UNKNOWN_PURPOSE,
                        Problem.NOT_CONSENT_BASED,
                        Problem.UNKNOWN_CATEGORY,
                        Problem.NOT_VALID_CONSENT,
                        Problem.EXPLICIT_CONSENT_REQUIRED,
                        Problem.PARENTAL_AUTHORISATION_REQUIRED,
                        Problem.CONTENDED)
                .idempotent();
    }

    @Override
    public Response handle(Request<Decisions> request) {
        var names = pseudonyms.of(request.tenant());
        var subject = names.subject(request.body().subject());
        var asked = request.body().ask().map(token -> asks.read(token, names)
                .filter(ask -> ask.subject().equals(subject))
                .orElseThrow(() -> new Malformed("/ask", "is not an ask of this person, or too old")));
        var told = decisions(request.body(), asked);
        checkTimes(request.body());
        checkMeans(request.body(), told);
        var capture = capture(request, names, asked);
        var key = repeats.key(request, names);

        // Bounded, like every loop here: a person contending with themself is a bug or an attack.
        for (var attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            var file = files.read(request.tenant(), subject, key);
            var again = repeats.again(key, file.answer());
            if (again.isPresent()) {
                return again.get();
            }
            var signalled = signals.ends(file, request.body().signals().orElse(Set.of()), told);
            var decisions =
                    Stream.concat(told.stream(), signalled.decisions().stream()).toList();
            var outcomes = Stream.concat(
                            decide(capture, told, file).stream(),
                            decide(Signals.capture(capture), signalled.decisions(), file).stream())
                    .toList();
            var refusal = refusal(outcomes, file, names, request.body().locale());
            var recorded = outcomes.stream()
                    .filter(Outcome.Recorded.class::isInstance)
                    .map(Outcome.Recorded.class::cast)
                    .toList();
            var returns = refusal.isEmpty() && ConsentRules.returns(capture, file.key());
            var status = recorded.isEmpty() ? 200 : 201;
            var response = Response.json(status, new Answer(subject, stands(outcomes), signalled.told()));
            if (recorded.isEmpty() && !returns) {
                if (refusal.isPresent()) {
                    throw refusal.get();
                }
                return repeats.remember(key, response);
            }
            // A refused grant leaves no answer to repeat, though the withdrawal beside it is recorded.
            var answer = refusal.isPresent() ? Optional.<Remembered>empty() : repeats.remembering(key, response);
            var change = change(request, file, recorded, said(decisions, outcomes), returns, answer);
            if (ledger.append(file, change)) {
                if (refusal.isPresent()) {
                    throw refusal.get();
                }
                return response;
            }
            // Another decision landed first. Decide again, against what now stands.
        }
        throw new Refused(Problem.CONTENDED);
    }

    private static List<Decided> decisions(Decisions body, Optional<Asked> asked) {
        if (asked.isEmpty()) {
            return body.decisions().orElse(List.of());
        }
        return Asks.pressed(asked.get(), body.button().orElse(""))
                .orElseThrow(() -> new Malformed("/button", "is not one of the ask's"));
    }

    private void checkTimes(Decisions body) {
        var latest = clock.instant().plus(AHEAD_MAX);
        if (body.saidAt().filter(latest::isBefore).isPresent()) {
            throw new Malformed("/saidAt", "must not be in the future");
        }
        if (body.parent().filter(word -> latest.isBefore(word.checkedAt())).isPresent()) {
            throw new Malformed("/parent/checkedAt", "must not be in the future");
        }
    }

    /** A no may be said by any means; a yes may not. */
    private static void checkMeans(Decisions body, List<Decided> decisions) {
        var whyNot = body.means().flatMap(Means::whyNot);
        if (whyNot.isPresent() && decisions.stream().anyMatch(decided -> decided.decision() == Choice.GRANT)) {
            throw new Refused(
                    Problem.NOT_VALID_CONSENT,
                    Map.of("means", Shape.written(body.means().orElseThrow()), "why", whyNot.get()));
        }
    }

    private static Capture capture(Request<Decisions> request, Pseudonyms.OfTenant names, Optional<Asked> asked) {
        var body = request.body();
        var channel = body.subject().channel();
        var proof = new Proof(
                Optional.empty(),
                body.locale(),
                Optional.of(channel),
                body.message().map(named -> names.message(channel, named.conversationId(), named.messageId())),
                body.saidAt(),
                body.means(),
                Set.of(),
                body.parent().map(parent -> names.subject(parent.account())),
                body.parent().map(Decisions.Parent::checkedBy),
                Optional.empty(),
                Optional.empty(),
                Set.of());
        return new Capture(
                asked.map(ask -> new Shown(ask.notice(), ask.version())).or(body::notice),
                asked.isPresent() ? How.BUTTON : How.REPORTED,
                request.client(),
                asked.map(Asked::askedAt),
                proof);
    }

    private List<Outcome> decide(Capture capture, List<Decided> decisions, SubjectFile file) {
        var now = clock.instant();
        var outcomes = new ArrayList<Outcome>();
        for (var decided : decisions) {
            var notice = file.catalog().noticeOf(decided.purpose()).flatMap(id -> gate.current(file, id));
            outcomes.add(ConsentRules.decide(decided, capture, file, notice, gate.law(), ids.receipt(now), now));
        }
        return outcomes;
    }

    private ConsentLedger.Change change(
            Request<Decisions> request,
            SubjectFile file,
            List<Outcome.Recorded> recorded,
            Map<ReceiptId, String> said,
            boolean returns,
            Optional<Remembered> answer) {
        var purposes = new LinkedHashMap<>(file.standing().purposes());
        var details = new TreeMap<String, String>();
        for (var outcome : recorded) {
            var receipt = outcome.receipt();
            purposes.put(receipt.purpose(), outcome.stand());
            details.put(receipt.purpose().value(), receipt.decision().word() + " " + receipt.id());
        }
        if (purposes.size() > Standing.PURPOSES_MAX) {
            throw new Malformed("/decisions", "would be more than 100 purposes for this person");
        }
        if (returns) {
            details.put("subject.returned", "true");
        }
        var entry = ChainedEntry.append(
                "subject/" + file.subject(),
                file.standing().head(),
                Entry.of(RebuildRules.CAPTURED, request.client(), clock.instant(), details));
        var next = file.standing().next(purposes, file.locale(request.body().locale()), entry.head());
        var receipts = recorded.stream()
                .map(outcome -> kept(file, outcome.receipt(), said))
                .toList();
        return new ConsentLedger.Change(receipts, next, entry, returns, answer);
    }

    /** What was said with each decision that leaves a receipt; words about nothing that was decided are not kept. */
    private static Map<ReceiptId, String> said(List<Decided> decisions, List<Outcome> outcomes) {
        var said = new LinkedHashMap<ReceiptId, String>();
        for (var i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) instanceof Outcome.Recorded recorded) {
                decisions
                        .get(i)
                        .said()
                        .ifPresent(words -> said.put(recorded.receipt().id(), words));
            }
        }
        return said;
    }

    private ConsentLedger.Kept kept(SubjectFile file, ConsentReceipt receipt, Map<ReceiptId, String> said) {
        return new ConsentLedger.Kept(
                receipt,
                Optional.ofNullable(said.get(receipt.id()))
                        .map(words -> vault.sealEvidence(
                                SaidLabels.year(receipt),
                                SaidLabels.of(file.tenant(), receipt.id()),
                                Plaintext.of(words))));
    }

    private static List<Stands> stands(List<Outcome> outcomes) {
        var stands = new ArrayList<Stands>();
        for (var outcome : outcomes) {
            switch (outcome) {
                case Outcome.Recorded(var receipt, var stand) -> stands.add(stands(receipt.purpose(), stand));
                case Outcome.Unchanged(var purpose, var stand) -> stands.add(stands(purpose, stand));
                case Outcome.Moot(var purpose) ->
                    stands.add(new Stands(purpose, Decision.REFUSED, Optional.empty(), Optional.empty()));
                case Outcome.Superseded _,
                        Outcome.UnknownPurpose _,
                        Outcome.NotConsentBased _,
                        Outcome.UnknownCategory _,
                        Outcome.NotExplicit _,
                        Outcome.NeedsParent _ -> {
                    // Told by the refusal.
                }
            }
        }
        return stands;
    }

    private static Stands stands(Purpose purpose, Stand stand) {
        return new Stands(purpose, stand.decision(), Optional.of(stand.receipt()), Optional.of(stand.decidedAt()));
    }

    /** The refusal of a grant that cannot be recorded. What was recorded beside it is listed as {@code applied}. */
    private Optional<Refused> refusal(
            List<Outcome> outcomes, SubjectFile file, Pseudonyms.OfTenant names, Optional<LanguageTag> locale) {
        for (var outcome : outcomes) {
            var refused =
                    switch (outcome) {
                        case Outcome.UnknownPurpose(var purpose) ->
                            Optional.of(new Refusal(Problem.UNKNOWN_PURPOSE, purpose));
                        case Outcome.NotConsentBased(var purpose) ->
                            Optional.of(new Refusal(Problem.NOT_CONSENT_BASED, purpose));
                        case Outcome.UnknownCategory(var purpose) ->
                            Optional.of(new Refusal(Problem.UNKNOWN_CATEGORY, purpose));
                        case Outcome.NotExplicit(var purpose) ->
                            Optional.of(new Refusal(Problem.EXPLICIT_CONSENT_REQUIRED, purpose));
                        case Outcome.NeedsParent(var purpose) ->
                            Optional.of(new Refusal(Problem.PARENTAL_AUTHORISATION_REQUIRED, purpose));
                        case Outcome.Superseded(var purpose) ->
                            Optional.of(new Refusal(Problem.NOTICE_SUPERSEDED, purpose));
                        case Outcome.Recorded _, Outcome.Unchanged _, Outcome.Moot _ -> Optional.<Refusal>empty();
                    };
            if (refused.isPresent()) {
                return refused.map(refusal -> told(refusal, outcomes, file, names, locale));
            }
        }
        return Optional.empty();
    }

    private record Refusal(Problem problem, Purpose purpose) {
        /** Whether answering an ask would make it a yes. */
        boolean askable() {
            return switch (problem) {
                case NOTICE_SUPERSEDED, EXPLICIT_CONSENT_REQUIRED, PARENTAL_AUTHORISATION_REQUIRED -> true;
                default -> false;
            };
        }
    }

    private Refused told(
            Refusal refusal,
            List<Outcome> outcomes,
            SubjectFile file,
            Pseudonyms.OfTenant names,
            Optional<LanguageTag> locale) {
        var extension = new LinkedHashMap<String, Object>();
        extension.put("applied", Shape.tree(stands(outcomes)));
        extension.put("purpose", refusal.purpose().value());
        if (refusal.askable()) {
            var verdicts = file.catalog().noticeOf(refusal.purpose()).stream()
                    .<Verdict>map(id -> new Verdict.Stale(refusal.purpose(), id, false))
                    .toList();
            asks.toChange(file, verdicts, names, locale).ifPresent(ask -> extension.put("ask", Shape.tree(ask)));
        }
        return new Refused(refusal.problem(), extension);
    }
}
