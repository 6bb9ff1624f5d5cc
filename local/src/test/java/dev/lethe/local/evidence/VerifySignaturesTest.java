package dev.lethe.local.evidence;

import static dev.lethe.local.evidence.TakenOut.WHOLE;
import static dev.lethe.local.evidence.TakenOut.line;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.lethe.audit.WatchEvidence;
import dev.lethe.local.evidence.Findings.What;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is done to the checkpoints, receipts and keys of an export is found and named. */
class VerifySignaturesTest {
    @TempDir
    private Path own;

    /** What does not hold: how, and where. */
    private List<String> fails(TakenOut export) {
        return export.verified(own).fails();
    }

    private static String altered(String jws) {
        var at = jws.indexOf('.') + 60;
        return jws.substring(0, at) + (jws.charAt(at) == 'A' ? 'B' : 'A') + jws.substring(at + 1);
    }

    private static ECKey anotherKey() throws JOSEException {
        return new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
    }

    private static String signed(ECKey key, String keyId, String type, Map<String, Object> payload) {
        try {
            var jws = new JWSObject(
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .keyID(keyId)
                            .type(new JOSEObjectType(type))
                            .build(),
                    new Payload(line(payload)));
            jws.sign(new ECDSASigner(key));
            return jws.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aCheckpointThatIsDroppedLeavesItsRowsWithoutAnAnchor() {
        var checkpoints = WHOLE.lines(ExportFile.CHECKPOINTS).size();
        assertThat(checkpoints).isGreaterThan(3);
        var found = 0;
        for (var at = 0; at < checkpoints; at++) {
            var number = at;
            var failed = fails(WHOLE.with(ExportFile.CHECKPOINTS, lines -> lines.remove(number)));
            found += failed.stream().anyMatch(line -> line.startsWith(What.ROW_NOT_ANCHORED + " ")) ? 1 : 0;
        }
        // The last one anchors what was put within the day: what is behind it may not be anchored yet.
        assertThat(found).isEqualTo(checkpoints - 1);
    }

    @Test
    void aCheckpointThatWasAlteredIsFound() {
        assertThat(fails(WHOLE.with(ExportFile.CHECKPOINTS, lines -> lines.set(0, altered(lines.get(0))))))
                .contains(What.CHECKPOINT_NOT_SIGNED + " checkpoints.jws line 1")
                .anyMatch(found -> found.startsWith(What.ROW_NOT_ANCHORED + " "));
    }

    @Test
    void aCheckpointForgedWithAnotherKeyIsFoundWhicheverKeyItNames() throws Exception {
        var key = anotherKey();
        var ours = JWKSet.parse(WHOLE.lines(ExportFile.KEYS).getFirst())
                .getKeys()
                .getFirst()
                .getKeyID();
        Map<String, Object> checkpoint =
                Map.of("version", 1, "from", "2026-03-01T12:00:00Z", "to", "2026-03-01T12:00:00Z", "leaves", List.of());
        for (var keyId : List.of(ours, key.getKeyID())) {
            assertThat(fails(WHOLE.with(
                            ExportFile.CHECKPOINTS,
                            lines -> lines.addFirst(signed(key, keyId, WatchEvidence.TYPE, checkpoint)))))
                    .containsExactly(What.CHECKPOINT_NOT_SIGNED + " checkpoints.jws line 1");
        }
    }

    /** Whoever makes an export up brings keys of their own: then it is the keys that have to be compared. */
    @Test
    void anExportUnderKeysOfItsOwnIsFoundByTheSitesKeys() throws Exception {
        var key = anotherKey();
        var made = WHOLE.with(
                        ExportFile.CHECKPOINTS,
                        lines -> lines.replaceAll(jws -> signed(key, key.getKeyID(), WatchEvidence.TYPE, payload(jws))))
                .with(ExportFile.RECEIPTS, List::clear)
                .with(ExportFile.KEYS, keys -> keys.set(0, new JWKSet(key.toPublicJWK()).toString()));
        var itself = made.verified(own);
        assertThat(itself.fails()).as("by itself it is sound").isEmpty();
        assertThat(itself.text()).contains("key      " + key.getKeyID());
        var site = ExportFile.KEYS.in(WHOLE.into(own));
        assertThat(new Verification(made.into(own), Optional.of(site)).run().fails())
                .contains(What.CHECKPOINT_NOT_SIGNED + " checkpoints.jws line 1");
        assertThat(new Verification(WHOLE.into(own), Optional.of(site)).run().text())
                .noneMatch(line -> line.contains("whose keys these are"));
    }

    private static Map<String, Object> payload(String jws) {
        try {
            return JWSObject.parse(jws).getPayload().toJSONObject();
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aReceiptThatWasAlteredIsFound() {
        assertThat(fails(WHOLE.with(ExportFile.RECEIPTS, lines -> lines.set(2, altered(lines.get(2))))))
                .containsExactly(What.RECEIPT_NOT_SIGNED + " receipts.jws line 3");
    }

    @Test
    void aSignatureOfSomethingElsePassesForNeither() {
        var checkpoint = WHOLE.lines(ExportFile.CHECKPOINTS).getFirst();
        var receipt = WHOLE.lines(ExportFile.RECEIPTS).getFirst();
        assertThat(fails(WHOLE.with(ExportFile.RECEIPTS, lines -> lines.addFirst(checkpoint))))
                .containsExactly(What.RECEIPT_NOT_SIGNED + " receipts.jws line 1");
        assertThat(fails(WHOLE.with(ExportFile.CHECKPOINTS, lines -> lines.addFirst(receipt))))
                .containsExactly(What.CHECKPOINT_NOT_SIGNED + " checkpoints.jws line 1");
    }

    @Test
    void anExportThatLacksLinesOfWhatItSaysIsFound() {
        assertThat(fails(WHOLE.lying(ExportFile.RECEIPTS, List::clear)))
                .containsExactly(What.ROWS_MISSING + " receipts.jws: 0 lines instead of " + TakenOut.DECISIONS);
        assertThat(fails(TakenOut.FRESH.lying(ExportFile.EVIDENCE, List::removeLast)))
                .anyMatch(found -> found.startsWith(What.ROWS_MISSING + " evidence.ndjson: "));
    }
}
