package dev.lethe.consent;

import dev.lethe.api.Access;
import dev.lethe.audit.AccessLog;
import dev.lethe.consent.ConsentLedger.Kept;
import dev.lethe.consent.ConsentReceipt.Decision;
import dev.lethe.consent.ConsentReceipt.How;
import dev.lethe.consent.ConsentReceipt.Shown;
import dev.lethe.crypto.Sealed;
import dev.lethe.crypto.Unopenable;
import dev.lethe.crypto.Vault;
import dev.lethe.http.Contract;
import dev.lethe.http.Endpoint;
import dev.lethe.http.Nothing;
import dev.lethe.http.Request;
import dev.lethe.http.Response;
import dev.lethe.kernel.ClientId;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.ReceiptId;
import dev.lethe.kernel.SubjectId;
import dev.lethe.words.Words;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Answers {@code READ_CONSENTS}: what stands for a person, and how it came to stand. */
public final class ReadConsents implements Endpoint<Nothing> {
    /** How many receipts are shown, newest first. */
    public static final int HISTORY_MAX = 100;

    private static final Purpose PROOF = new Purpose("proof-of-consent");

    /** What stands per purpose of the current notices, and the receipts behind it. */
    public record Answer(SubjectId subject, List<Told> standing, List<Receipt> history) {}

    /**
     * One decision, as it was captured.
     *
     * @param said the person's own words, where they said some; told to officers alone
     * @param unreadable the seal of their words did not hold; told to officers alone
     */
    public record Receipt(
            ReceiptId id,
            Purpose purpose,
            Decision decision,
            Optional<Shown> notice,
            How how,
            ClientId client,
            Instant decidedAt,
            Optional<String> said,
            boolean unreadable) {
        @Override
        public String toString() {
            return "Receipt[" + id + "]";
        }
    }

    private final SubjectFiles files;
    private final ConsentGate gate;
    private final ConsentLedger ledger;
    private final AccessLog accesses;
    private final Vault vault;
    private final Words words;
    private final InstantSource clock;

    public ReadConsents(
            SubjectFiles files,
            ConsentGate gate,
            ConsentLedger ledger,
            AccessLog accesses,
            Vault vault,
            Words words,
            InstantSource clock) {
        this.files = files;
        this.gate = gate;
        this.ledger = ledger;
        this.accesses = accesses;
        this.vault = vault;
        this.words = words;
        this.clock = clock;
    }

    @Override
    public Contract<Nothing> contract() {
        return Contract.reading("Read what a person decided").answers(200, Answer.class);
    }

    @Override
    public Response handle(Request<Nothing> request) {
        var subject = request.path("subject", SubjectId::new);
        var file = files.read(request.tenant(), subject, Optional.empty());
        var history = ledger.history(request.tenant(), subject, HISTORY_MAX);
        var opens = request.caller().may().contains(Access.OFFICER)
                && history.stream().anyMatch(kept -> kept.said().isPresent());
        if (opens) {
            // Before anything is opened: what cannot be accounted for is not read.
            accesses.record(new AccessLog.Access(
                    request.tenant(), subject, Optional.empty(), PROOF, request.client(), clock.instant()));
        }
        return Response.ok(new Answer(
                subject,
                Told.of(gate.judgeAll(file), words.in(file.standing().locale())),
                history.stream()
                        .map(kept -> opens ? opened(file, kept) : receipt(kept, Optional.empty(), false))
                        .toList()));
    }

    private Receipt opened(SubjectFile file, Kept kept) {
        try {
            return receipt(kept, kept.said().map(said -> said(file, kept.receipt(), said)), false);
        } catch (Unopenable _) {
            // Told, since silence would hide tampering.
            return receipt(kept, Optional.empty(), true);
        }
    }

    private String said(SubjectFile file, ConsentReceipt receipt, Sealed said) {
        var text = vault.openEvidence(SaidLabels.year(receipt), SaidLabels.of(file.tenant(), receipt.id()), said);
        return new String(text.bytes(), StandardCharsets.UTF_8);
    }

    private static Receipt receipt(Kept kept, Optional<String> said, boolean unreadable) {
        var receipt = kept.receipt();
        return new Receipt(
                receipt.id(),
                receipt.purpose(),
                receipt.decision(),
                receipt.notice(),
                receipt.how(),
                receipt.client(),
                receipt.decidedAt(),
                said,
                unreadable);
    }
}
