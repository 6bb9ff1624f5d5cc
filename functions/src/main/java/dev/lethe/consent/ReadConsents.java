package dev.lethe.consent;

import dev.lethe.http.Contract;
import dev.lethe.http.Endpoint;
import dev.lethe.http.Nothing;
import dev.lethe.http.Request;
import dev.lethe.http.Response;
import dev.lethe.kernel.SubjectId;
import java.util.List;
import java.util.Optional;

/** Answers {@code READ_CONSENTS}: what stands for a person, and how it came to stand. */
public final class ReadConsents implements Endpoint<Nothing> {
    /** How many receipts are shown, newest first. */
    public static final int HISTORY_MAX = 100;

    /** What stands per purpose of the current notices, and the receipts behind it. */
    public record Answer(SubjectId subject, List<Told> standing, List<ConsentReceipt> history) {}

    private final SubjectFiles files;
    private final ConsentGate gate;
    private final ConsentLedger ledger;

    public ReadConsents(SubjectFiles files, ConsentGate gate, ConsentLedger ledger) {
        this.files = files;
        this.gate = gate;
        this.ledger = ledger;
    }

    @Override
    public Contract<Nothing> contract() {
        return Contract.reading("Read what a person decided").answers(200, Answer.class);
    }

    @Override
    public Response handle(Request<Nothing> request) {
        var subject = request.path("subject", SubjectId::new);
        var file = files.read(request.tenant(), subject, Optional.empty());
        return Response.ok(new Answer(
                subject, Told.of(gate.judgeAll(file)), ledger.history(request.tenant(), subject, HISTORY_MAX)));
    }
}
