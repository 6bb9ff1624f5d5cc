package dev.lethe.crypto;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The test cases of RFC 5869, appendix A, and what the JDK's own derivation makes. */
class HkdfTest {
    private static final long SEED = 20_260_301;
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
    void derivesAsTheRfcSays(String input, String salt, String info, String prk, String okm) {
        var extracted = Hkdf.extract(salt(bytes(salt)), bytes(input));
        var expanded = Hkdf.expand(extracted, bytes(info), HEX.parseHex(okm).length);
        assertThat(HEX.formatHex(extracted.getEncoded())).isEqualTo(prk);
        assertThat(HEX.formatHex(expanded)).isEqualTo(okm);
        var byHand = HandHkdf.extract(bytes(salt), bytes(input));
        assertThat(HEX.formatHex(byHand)).isEqualTo(prk);
        assertThat(HEX.formatHex(HandHkdf.expand(byHand, bytes(info), HEX.parseHex(okm).length)))
                .isEqualTo(okm);
    }

    /** What the vectors of the RFC show of the one by hand, this carries over to what seals, whatever derives in it. */
    @Test
    void whatIsSealedIsDerivedAsTheRfcSays() throws Exception {
        var random = new SplittableRandom(SEED);
        for (var i = 0; i < 200; i++) {
            var person = random(random, KeyBytes.LENGTH);
            var day = random(random, KeyBytes.LENGTH);
            var salt = random(random, SealedFormat.SALT);
            var text = random(random, random.nextInt(100));
            var alone = random.nextBoolean();
            var label = Labels.of("records", "shop", "", "message", "c".repeat(i), "m", "content", "", i);
            var byHand = HandHkdf.extract(alone ? new byte[0] : day, person);
            var okm = HandHkdf.expand(byHand, SealedFormat.info(i, salt, label), 76);
            byte[] sealed;
            try (var one = new KeyBytes(person.clone());
                    var other = new KeyBytes(day.clone())) {
                var root = alone ? SealedFormat.root(one) : SealedFormat.root(one, other);
                assertThat(root.getEncoded()).as("seed %s", SEED).isEqualTo(byHand);
                sealed = SealedFormat.seal(root, i, salt, label, text).bytes();
            }
            assertThat(Arrays.copyOfRange(sealed, 22, 54)).isEqualTo(Arrays.copyOfRange(okm, 44, 76));
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE, new SecretKeySpec(okm, 0, 32, "AES"), new GCMParameterSpec(128, okm, 32, 12));
            cipher.updateAAD(sealed, 0, 54);
            assertThat(cipher.doFinal(sealed, 54, sealed.length - 54)).isEqualTo(text);
        }
    }

    @Test
    void derivesAsTheJdkDoesAtEveryLengthOfEveryInput() throws Exception {
        var hkdf = KDF.getInstance("HKDF-SHA256");
        for (var length = 1; length <= 130; length++) {
            var salt = bytes("60+%02d".formatted(length));
            var input = bytes("00+%02d".formatted(length));
            var info = bytes("b0+%02d".formatted(length - 1));
            var theirs = hkdf.deriveKey(
                    "HKDF",
                    HKDFParameterSpec.ofExtract().addIKM(input).addSalt(salt).extractOnly());
            var ours = Hkdf.extract(salt(salt), input);
            assertThat(ours.getEncoded()).isEqualTo(theirs.getEncoded());
            assertThat(Hkdf.expand(ours, info, length))
                    .isEqualTo(hkdf.deriveData(HKDFParameterSpec.expandOnly(theirs, info, length)));
        }
    }

    @Test
    void makesUpTo255BlocksAndNoMore() throws Exception {
        var root = Hkdf.extract(salt(bytes("00+13")), bytes("0b*22"));
        assertThat(Hkdf.expand(root, new byte[0], 8160))
                .isEqualTo(KDF.getInstance("HKDF-SHA256")
                        .deriveData(HKDFParameterSpec.expandOnly(root, new byte[0], 8160)));
        assertThatIllegalArgumentException().isThrownBy(() -> Hkdf.expand(root, new byte[0], 8161));
    }

    /** A shared object behind the derivations would mix them up. */
    @Test
    void manyThreadsDeriveAtOnceEachItsOwn() throws Exception {
        var root = Hkdf.extract(salt(bytes("00+13")), bytes("0b*22"));
        var alone = IntStream.range(0, 16)
                .mapToObj(i -> HEX.formatHex(Hkdf.expand(root, new byte[i], 76)))
                .toList();
        try (var threads = Executors.newFixedThreadPool(16)) {
            var together = threads.invokeAll(IntStream.range(0, 16)
                    .mapToObj(i -> (Callable<Set<String>>) () -> IntStream.range(0, 500)
                            .mapToObj(_ -> HEX.formatHex(Hkdf.expand(root, new byte[i], 76)))
                            .collect(toSet()))
                    .toList());
            for (var i = 0; i < 16; i++) {
                assertThat(together.get(i).get()).containsExactly(alone.get(i));
            }
        }
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

    private static SecretKey salt(byte[] bytes) {
        return bytes.length == 0 ? Hkdf.NO_SALT : new SecretKeySpec(bytes, Hkdf.HMAC);
    }

    private static byte[] random(SplittableRandom random, int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
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
