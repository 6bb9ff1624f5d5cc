package dev.lethe.crypto;

import static dev.lethe.crypto.Failing.assertUnopenable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.Project;
import dev.lethe.crypto.Unopenable.Reason;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Version 1 is frozen: what is stored today opens for as long as it is kept, and by other people's readers. */
class GoldenVectorsTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final String DIGEST = "5d697beb4c8a3271bd2a2f75a665fd0e2697f1df8adf0dca1b04d832845b2741";

    static List<GoldenVector> committed() {
        return GoldenVectors.committed();
    }

    @ParameterizedTest
    @MethodSource("committed")
    void sealingGivesExactlyTheCommittedBytes(GoldenVector vector) {
        var sealed = SealedFormat.seal(
                vector.rootKey(), vector.kver(), bytes(vector.salt()), vector.label(), bytes(vector.plaintext()));
        assertThat(HEX.formatHex(sealed.bytes())).isEqualTo(vector.sealed());
    }

    @ParameterizedTest
    @MethodSource("committed")
    void openingGivesTheText(GoldenVector vector) {
        var opened =
                SealedFormat.open(vector.rootKey(), vector.kver(), vector.label(), new Sealed(bytes(vector.sealed())));
        assertThat(HEX.formatHex(opened)).isEqualTo(vector.plaintext());
    }

    @ParameterizedTest
    @MethodSource("committed")
    void whatStandsBetweenIsAsCommitted(GoldenVector vector) {
        assertThat(HEX.formatHex(SealedFormat.info(vector.kver(), bytes(vector.salt()), vector.label())))
                .isEqualTo(vector.info());
        var byHand = vector.subject().isEmpty()
                ? HandHkdf.extract(new byte[0], bytes(vector.day()))
                : HandHkdf.extract(bytes(vector.day()), bytes(vector.subject()));
        assertThat(HEX.formatHex(byHand)).isEqualTo(vector.root());
        assertThat(HEX.formatHex(vector.rootKey().getEncoded())).isEqualTo(vector.root());
        assertThat(HEX.formatHex(HandHkdf.expand(byHand, bytes(vector.info()), 76)))
                .isEqualTo(vector.okm());
    }

    @ParameterizedTest
    @MethodSource("committed")
    void noVectorOpensInThePlaceOfAnother(GoldenVector vector) {
        for (var other : committed()) {
            if (other.equals(vector)) {
                continue;
            }
            assertUnopenable(
                    Reason.TAMPERED,
                    () -> SealedFormat.open(
                            vector.rootKey(), vector.kver(), vector.label(), new Sealed(bytes(other.sealed()))));
        }
    }

    @Test
    void theFileIsWhatWasMadeOnceAndNeverAnew() {
        assertThat(committed())
                .hasSizeGreaterThanOrEqualTo(12)
                .extracting(GoldenVector::name)
                .doesNotHaveDuplicates();
        assertThat(GoldenVectors.made()).isEqualToNormalizingNewlines(Project.read(GoldenVectors.FILE));
        assertThat(HEX.formatHex(
                        GoldenVectors.sha256(Project.read(GoldenVectors.FILE).replace("\r\n", "\n"))))
                .isEqualTo(DIGEST);
    }

    @Test
    void theDocumentWorksTheFirstVectorThrough() {
        var document = Project.read("docs/SEALED-FORMAT.md").replaceAll("\\s", "");
        var vector = committed().getFirst();
        assertThat(document)
                .contains(List.of(
                        vector.subject(),
                        vector.day(),
                        vector.salt(),
                        vector.info(),
                        vector.root(),
                        vector.okm().substring(0, 64),
                        vector.okm().substring(64, 88),
                        vector.okm().substring(88),
                        vector.plaintext(),
                        vector.sealed()));
    }

    /** So that a vector is found to be wrong, and not only read. */
    @Test
    void aVectorWithOneOtherByteIsNoticed() {
        var vector = committed().getFirst();
        var bytes = bytes(vector.sealed());
        bytes[bytes.length - 1] ^= 1;
        assertUnopenable(
                Reason.TAMPERED,
                () -> SealedFormat.open(vector.rootKey(), vector.kver(), vector.label(), new Sealed(bytes)));
    }

    private static byte[] bytes(String hex) {
        return HEX.parseHex(hex);
    }
}
