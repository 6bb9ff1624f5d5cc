package dev.lethe.consent;

import dev.lethe.audit.ChainedEntry;
import dev.lethe.audit.Entry;
import dev.lethe.consent.ConsentReceipt.Decision;
import dev.lethe.consent.ConsentReceipt.How;
import dev.lethe.consent.ConsentRules.Capture;
import dev.lethe.http.Contract;
import dev.lethe.http.Endpoint;
import dev.lethe.http.Problem;
import dev.lethe.http.Refused;
import dev.lethe.http.Request;
import dev.lethe.http.Response;
import dev.lethe.kernel.Ids;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.ReceiptId;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Text;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers {@code OVERRULE_OBJECTION}: records why processing goes on that a person objected to. Until then it does not (GDPR Art.
 * 18(1)(d), 21(1)); of direct marketing it never does again (Art. 21(3)).
 */
public final class OverruleObjection implements Endpoint<OverruleObjection.Body> {
    private static final int ATTEMPTS_MAX = 4;

    /**
     * What goes on, and why.
     *
     * @param ground compelling, and overriding the person's interests, or for legal claims; about the processing, not about the person
     */
    public record Body(
            Purpose purpose,

            @Text(min = 10, max = 1_000, example = "Needed to defend the claim of 2 March")
            String ground) {}

    /** What stands now. */
    public record Answer(SubjectId subject, Purpose purpose, Decision decision, ReceiptId receipt, Instant decidedAt) {}

    private final SubjectFiles files;
    private final ConsentLedger ledger;
    private final ConsentGate gate;
    private final Ids ids;
    private final InstantSource clock;

    public OverruleObjection(SubjectFiles files, ConsentLedger ledger, ConsentGate gate, Ids ids, InstantSource clock) {
        this.files = files;
        this.ledger = ledger;
        this.gate = gate;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Contract<Body> contract() {
        return Contract.taking("Record why processing goes on that somebody objected to", Body.class)
                .answers(200, Answer.class)
                .answers(201, Answer.class)
                .refuses(Problem.NOTHING_TO_OVERRULE, Problem.CONTENDED);
    }

    @Override
    public Response handle(Request<Body> request) {
        var subject = request.path("subject", SubjectId::new);
        var purpose = request.body().purpose();
        for (var attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            var file = files.read(request.tenant(), subject, Optional.empty());
            var stands = file.standing().about(purpose);
            if (stands.filter(stand -> stand.decision() == Decision.OVERRULED).isPresent()) {
                return Response.ok(answer(subject, purpose, stands.get()));
            }
            var now = clock.instant();
            var notice = file.catalog().noticeOf(purpose).flatMap(id -> gate.current(file, id));
            var recorded = ConsentRules.overrule(
                            purpose, capture(request), file, notice, gate.law(), ids.receipt(now), now)
                    .orElseThrow(() -> new Refused(Problem.NOTHING_TO_OVERRULE));
            var purposes = new LinkedHashMap<>(file.standing().purposes());
            purposes.put(purpose, recorded.stand());
            var entry = ChainedEntry.append(
                    "subject/" + subject,
                    file.standing().head(),
                    Entry.of(
                            RebuildRules.CAPTURED,
                            request.client(),
                            now,
                            Map.of(
                                    purpose.value(),
                                    Decision.OVERRULED.word() + " "
                                            + recorded.receipt().id())));
            var next = file.standing().next(purposes, file.standing().locale(), entry.head());
            var kept = new ConsentLedger.Kept(recorded.receipt(), Optional.empty());
            if (ledger.append(file, new ConsentLedger.Change(List.of(kept), next, entry, false, Optional.empty()))) {
                return Response.created(answer(subject, purpose, recorded.stand()));
            }
        }
        throw new Refused(Problem.CONTENDED);
    }

    private static Capture capture(Request<Body> request) {
        return new Capture(
                Optional.empty(),
                How.CONTROLLER,
                request.client(),
                Optional.empty(),
                Proof.of(request.body().ground()));
    }

    private static Answer answer(SubjectId subject, Purpose purpose, Standing.Stand stand) {
        return new Answer(subject, purpose, stand.decision(), stand.receipt(), stand.decidedAt());
    }
}
