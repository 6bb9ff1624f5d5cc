package dev.lethe.consent;

import dev.lethe.audit.ChainedEntry;
import dev.lethe.audit.Entry;
import dev.lethe.consent.Asks.Asked;
import dev.lethe.consent.ConsentReceipt.Decision;
import dev.lethe.consent.ConsentReceipt.How;
import dev.lethe.consent.ConsentReceipt.Shown;
import dev.lethe.consent.ConsentRules.Capture;
import dev.lethe.consent.ConsentRules.Choice;
import dev.lethe.consent.ConsentRules.Decided;
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
import dev.lethe.kernel.Items;
import dev.lethe.kernel.LanguageTag;
import dev.lethe.kernel.PlatformAccount;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.ReceiptId;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Text;
import dev.lethe.repeat.Remembered;
import dev.lethe.repeat.Repeats;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Answers {@code CAPTURE_CONSENT}. The shell: it reads, asks the rules, writes, and replies. */
public final class CaptureConsent implements Endpoint<CaptureConsent.Body> {
    private static final int ATTEMPTS_MAX = 4;

    /**
     * What a person decided: either the button they pressed of an ask, or the decisions a bot reports.
     *
     * @param notice what the person was shown; needed to report a grant
     */
    public record Body(
            PlatformAccount subject,
            @Text(max = Ask.TOKEN_MAX) Optional<String> ask,
            @Text(max = 60, example = "grant.chat-history") Optional<String> button,
            Optional<Shown> notice,
            @Items(max = 20) Optional<List<Decided>> decisions,
            Optional<LanguageTag> locale) {
        public Body {
            if (ask.isPresent() != button.isPresent()) {
                throw new Malformed(ask.isPresent() ? "/button" : "/ask", "is required beside the other");
            }
            if (ask.isPresent() == decisions.isPresent()) {
                throw new Malformed("", "must have either ask and button, or decisions");
            }
            if (ask.isPresent() && notice.isPresent()) {
                throw new Malformed("/notice", "is known from the ask");
            }
            var seen = new HashSet<Purpose>();
            for (var decided : decisions.orElse(List.of())) {
                if (!seen.add(decided.purpose())) {
                    throw new Malformed("/decisions", "has a purpose twice");
                }
                if (decided.decision() == Choice.GRANT && notice.isEmpty()) {
                    throw new Malformed("/notice", "is required to grant");
                }
            }
        }
    }

    /** What stands now, for each decision sent. */
    public record Answer(SubjectId subject, List<Stands> decisions) {}

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
    }

    @Override
    public Contract<Body> contract() {
        return Contract.taking("Record what a person decided", Body.class)
                .answers(200, Answer.class)
                .answers(201, Answer.class)
                .refuses(
                        Problem.NOTICE_SUPERSEDED,
                        Problem.UNKNOWN_PURPOSE,
                        Problem.NOT_CONSENT_BASED,
                        Problem.CONTENDED)
                .idempotent();
    }

    @Override
    public Response handle(Request<Body> request) {
        var names = pseudonyms.of(request.tenant());
        var subject = names.subject(request.body().subject());
        var asked = request.body().ask().map(token -> asks.read(token, names)
                .filter(ask -> ask.subject().equals(subject))
                .orElseThrow(() -> new Malformed("/ask", "is not an ask of this person, or too old")));
        var decisions = decisions(request.body(), asked);
        var capture = capture(request, asked);
        var key = repeats.key(request, names);

        // Bounded, like every loop here: a person contending with themself is a bug or an attack.
        for (var attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            var file = files.read(request.tenant(), subject, key);
            var again = repeats.again(key, file.answer());
            if (again.isPresent()) {
                return again.get();
            }
            var outcomes = decide(capture, decisions, file);
            var refusal = refusal(outcomes, file, names, request.body().locale());
            var recorded = outcomes.stream()
                    .filter(Outcome.Recorded.class::isInstance)
                    .map(Outcome.Recorded.class::cast)
                    .toList();
            var returns = refusal.isEmpty() && ConsentRules.returns(capture, file.key());
            var status = recorded.isEmpty() ? 200 : 201;
            var response = Response.json(status, new Answer(subject, stands(outcomes)));
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

    private static List<Decided> decisions(Body body, Optional<Asked> asked) {
        if (asked.isEmpty()) {
            return body.decisions().orElse(List.of());
        }
        return Asks.pressed(asked.get(), body.button().orElse(""))
                .orElseThrow(() -> new Malformed("/button", "is not one of the ask's"));
    }

    private static Capture capture(Request<Body> request, Optional<Asked> asked) {
        return new Capture(
                asked.map(ask -> new Shown(ask.notice(), ask.version()))
                        .or(() -> request.body().notice()),
                asked.isPresent() ? How.BUTTON : How.REPORTED,
                request.client(),
                asked.map(Asked::askedAt));
    }

    private List<Outcome> decide(Capture capture, List<Decided> decisions, SubjectFile file) {
        var now = clock.instant();
        var outcomes = new ArrayList<Outcome>();
        for (var decided : decisions) {
            var notice = file.catalog().noticeOf(decided.purpose()).flatMap(id -> gate.current(file, id));
            outcomes.add(ConsentRules.decide(decided, capture, file, notice, ids.receipt(now), now));
        }
        return outcomes;
    }

    private ConsentLedger.Change change(
            Request<Body> request,
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
        var next = file.standing()
                .next(purposes, request.body().locale().or(() -> file.standing().locale()), entry.head());
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
                case Outcome.Superseded _, Outcome.UnknownPurpose _, Outcome.NotConsentBased _ -> {
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
            var extension = new LinkedHashMap<String, Object>();
            extension.put("applied", Shape.tree(stands(outcomes)));
            switch (outcome) {
                case Outcome.UnknownPurpose(var purpose) -> {
                    extension.put("purpose", purpose.value());
                    return Optional.of(new Refused(Problem.UNKNOWN_PURPOSE, extension));
                }
                case Outcome.NotConsentBased(var purpose) -> {
                    extension.put("purpose", purpose.value());
                    return Optional.of(new Refused(Problem.NOT_CONSENT_BASED, extension));
                }
                case Outcome.Superseded(var purpose) -> {
                    var notice = file.catalog().noticeOf(purpose);
                    var verdicts = notice.stream()
                            .<Verdict>map(id -> new Verdict.Stale(purpose, id))
                            .toList();
                    asks.toChange(file, verdicts, names, locale)
                            .ifPresent(ask -> extension.put("ask", Shape.tree(ask)));
                    return Optional.of(new Refused(Problem.NOTICE_SUPERSEDED, Map.copyOf(extension)));
                }
                case Outcome.Recorded _, Outcome.Unchanged _, Outcome.Moot _ -> {
                    // Not refused.
                }
            }
        }
        return Optional.empty();
    }
}
