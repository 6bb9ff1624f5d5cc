package dev.lethe.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The test cases of RFC 5869, appendix A, in the two steps that {@link SealedFormat} takes. */
class HkdfTest {
    private static final HexFormat HEX = HexFormat.of();

    @ParameterizedTest
    @CsvSource({
        "0b*22, 00+13, f0+10, 077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5, "
                + "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
        "00+80, 60+80, b0+80, 06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244, "
                + "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c"
                + "59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71"
                + "cc30c58179ec3e87c14c01d5c1f3434f1d87",
        "0b*22, 00+0, 00+0, 19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04, "
                + "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
    })
    void theJdkDerivesAsTheRfcSays(String input, String salt, String info, String prk, String okm) throws Exception {
        var hkdf = KDF.getInstance("HKDF-SHA256");
        var extraction = HKDFParameterSpec.ofExtract().addIKM(bytes(input));
        var extracted = hkdf.deriveKey(
                "HKDF", (bytes(salt).length == 0 ? extraction : extraction.addSalt(bytes(salt))).extractOnly());
        var expanded = hkdf.deriveData(HKDFParameterSpec.expandOnly(extracted, bytes(info), HEX.parseHex(okm).length));
        assertThat(HEX.formatHex(extracted.getEncoded())).isEqualTo(prk);
        assertThat(HEX.formatHex(expanded)).isEqualTo(okm);
    }

    @Test
    void aKeyThatStandsAloneIsExtractedUnderASaltOfZeroesWhichIsNone() throws Exception {
        var input = bytes("01+32");
        try (var key = new KeyBytes(input.clone())) {
            var none = HKDFParameterSpec.ofExtract()
                    .addIKM(new SecretKeySpec(input, "HKDF"))
                    .extractOnly();
            assertThat(SealedFormat.root(key).getEncoded())
                    .isEqualTo(KDF.getInstance("HKDF-SHA256").deriveData(none));
        }
    }

    /** {@code 0b*22} is 22 times the byte 0b; {@code 60+80} is 80 bytes counting from 60. */
    private static byte[] bytes(String written) {
        var bytes = new byte[Integer.parseInt(written.substring(3))];
        for (var i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (HexFormat.fromHexDigits(written, 0, 2) + (written.charAt(2) == '+' ? i : 0));
        }
        return bytes;
    }
}
