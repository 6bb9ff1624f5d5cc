package dev.lethe.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.kernel.Channel;
import dev.lethe.kernel.PlatformAccount;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.Tenant;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever holds a secret prints nothing of it, however it comes into a log line. */
class SilenceTest {
    private static final String SECRET = "Ana+4917012345678:my test was po"; // As long as a key.
    private static final byte[] BYTES = SECRET.getBytes(UTF_8);
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));

    @ParameterizedTest
    @MethodSource("secrets")
    void nothingOfItIsPrinted(Object secret) {
        for (var printed : List.of(
                secret.toString(), "%s".formatted(secret), List.of(secret).toString())) {
            assertThat(printed.toLowerCase(Locale.ROOT))
                    .doesNotContain("ana", "4917012345678", "my test")
                    .doesNotContain(HexFormat.of().formatHex(BYTES).substring(0, 8))
                    .doesNotContain(Base64.getEncoder()
                            .encodeToString(BYTES)
                            .substring(0, 8)
                            .toLowerCase(Locale.ROOT))
                    .doesNotContain(Arrays.toString(BYTES).substring(1, 12));
        }
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void nothingIsPrintedThatTellsOneFromAnother(Object secret) {
        assertThat(secret.toString())
                .doesNotContain("@")
                .isIn(
                        "Plaintext[redacted]",
                        "KeyBytes[redacted]",
                        "WrappedKey[redacted]",
                        "Generated[key=KeyBytes[redacted], wrapped=WrappedKey[redacted]]",
                        "Sealed[32 bytes]",
                        "Permit[chat-history]",
                        "PlatformAccount[redacted]",
                        "OfTenant[redacted]");
    }

    static Stream<Object> secrets() {
        var keys = new FakeKeys();
        return Stream.of(
                new Plaintext(BYTES),
                Plaintext.of(SECRET),
                new KeyBytes(BYTES.clone()),
                new WrappedKey(BYTES, SECRET),
                new KeyWrap.Generated(new KeyBytes(BYTES.clone()), new WrappedKey(BYTES, SECRET)),
                new Sealed(BYTES),
                Permit.mint(
                        new Tenant("ana"), new StorageId("a".repeat(26)), new Purpose("chat-history"), Instant.EPOCH),
                new PlatformAccount(new Channel("ana"), SECRET),
                new Pseudonyms(keys, keys, new UnwrapCache(CLOCK), CLOCK).of(new Tenant("ana")));
    }
}
