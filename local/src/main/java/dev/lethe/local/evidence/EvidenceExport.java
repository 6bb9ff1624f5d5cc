package dev.lethe.local.evidence;

import dev.lethe.http.Json;
import dev.lethe.kernel.ReceiptId;
import dev.lethe.kernel.Tenant;
import dev.lethe.lambda.Handover;
import dev.lethe.store.Keys.Kind;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Takes evidence out of a suite. Each line that it tells is the name of a file, a space, and a line of that file. Checkpoints come
 * first, so that whatever they anchor is among the rows.
 */
public final class EvidenceExport {
    static final int VERSION = 1;

    private final Handover handover;
    private final KeptCheckpoints checkpoints;
    private final Consumer<String> out;
    private final Map<ExportFile, Long> told = new EnumMap<>(ExportFile.class);

    public EvidenceExport(Handover handover, KeptCheckpoints checkpoints, Consumer<String> out) {
        this.handover = handover;
        this.checkpoints = checkpoints;
        this.out = out;
    }

    /**
     * Takes all of it out.
     *
     * @param receipts whether every receipt is signed anew and put beside: two calls of the key service for each
     */
    public void run(boolean receipts) {
        var header = new LinkedHashMap<String, Object>();
        header.put("version", VERSION);
        header.put("startedAt", handover.clock().instant().toString());
        tell(ExportFile.KEYS, Map.of("keys", handover.signer().publicKeys()));
        checkpoints.each(jws -> tell(ExportFile.CHECKPOINTS, jws));
        handover.rows().each(row -> {
            tell(ExportFile.EVIDENCE, row);
            if (receipts) {
                receipt(EvidenceRow.of(row));
            }
        });
        header.put("checkpoints", count(ExportFile.CHECKPOINTS));
        header.put("rows", count(ExportFile.EVIDENCE));
        if (receipts) {
            header.put("receipts", count(ExportFile.RECEIPTS));
        }
        tell(ExportFile.HEADER, header);
    }

    private void receipt(EvidenceRow row) {
        if (row.is(Kind.RECEIPT)) {
            handover.receipts()
                    .issue(new Tenant(row.tenant()), new ReceiptId(row.receipt()))
                    .ifPresent(jws -> tell(ExportFile.RECEIPTS, jws));
        }
    }

    private long count(ExportFile file) {
        return told.getOrDefault(file, 0L);
    }

    private void tell(ExportFile file, Map<String, Object> tree) {
        tell(file, new String(Json.write(tree), StandardCharsets.UTF_8));
    }

    private void tell(ExportFile file, String line) {
        told.merge(file, 1L, Long::sum);
        out.accept(file.fileName() + " " + line);
    }
}
