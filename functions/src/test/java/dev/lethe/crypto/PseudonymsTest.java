package dev.lethe.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lethe.kernel.Channel;
import dev.lethe.kernel.ClientId;
import dev.lethe.kernel.KeyUnavailable;
import dev.lethe.kernel.PlatformAccount;
import dev.lethe.kernel.Tenant;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PseudonymsTest {
    private static final Tenant SHOP = new Tenant("shop");
    private static final Channel MESSENGER = new Channel("messenger");
    private static final Channel WHATSAPP = new Channel("whatsapp");
    private static final String WAMID = "wamid.HBgNNDkxNTIwMDAwMDAwMBUCABIYFA==";
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));

    private final FakeKeyWrap wrap = new FakeKeyWrap(1);
    private final FakeKeyRows rows = new FakeKeyRows();
    private final Pseudonyms pseudonyms = fresh();
    private final Pseudonyms.OfTenant names = pseudonyms.of(SHOP);

    @Test
    void aNameIsTheSameTomorrowAndInAnotherEnvironment() {
        var ana = new PlatformAccount(MESSENGER, "24601337");
        assertThat(names.subject(ana)).isEqualTo(pseudonyms.of(SHOP).subject(ana));
        assertThat(names.subject(ana)).isEqualTo(fresh().of(SHOP).subject(ana));
    }

    @Test
    void oneKeyIsMadePerTenant() {
        pseudonyms.of(SHOP);
        fresh().of(SHOP);
        assertThat(wrap.generated).hasValue(1);
        fresh().of(new Tenant("shop-2"));
        assertThat(wrap.generated).hasValue(2);
    }

    @Test
    void theLoserOfARaceToCreateUsesTheWinnersKey() {
        var tenant = new Tenant("shop-3");
        var ana = new PlatformAccount(MESSENGER, "24601337");
        var winner = fresh();
        rows.meanwhile(() -> winner.of(tenant));
        assertThat(fresh().of(tenant).subject(ana)).isEqualTo(winner.of(tenant).subject(ana));
    }

    @Test
    void tenantsCannotTellThatTheyKnowTheSamePerson() {
        var ana = new PlatformAccount(MESSENGER, "24601337");
        assertThat(names.subject(ana))
                .isNotEqualTo(pseudonyms.of(new Tenant("shop-2")).subject(ana));
    }

    @Test
    void aKeyMovedToAnotherTenantsRowIsRefused() {
        var thief = new Tenant("shop-2");
        var stolen = rows.tenantKey(KeyName.pseudonym(SHOP, 1)).orElseThrow();
        rows.createTenantKey(KeyName.pseudonym(thief, 1), stolen, CLOCK.instant());
        assertThatExceptionOfType(KeyUnavailable.class).isThrownBy(() -> pseudonyms.of(thief));
    }

    @Test
    void accountsThatJoinToTheSameTextAreDifferentPeople() {
        assertThat(Stream.of(
                                new PlatformAccount(new Channel("ab"), "cd"),
                                new PlatformAccount(new Channel("abc"), "d"),
                                new PlatformAccount(new Channel("ab"), "c"),
                                new PlatformAccount(new Channel("abcd"), ""))
                        .map(account -> names.subject(account).value()))
                .doesNotHaveDuplicates();
    }

    @Test
    void messagesThatJoinToTheSameTextAreDifferentMessages() {
        assertThat(Stream.of(
                        names.message(MESSENGER, "t_1", "23"),
                        names.message(MESSENGER, "t_12", "3"),
                        names.message(MESSENGER, "t_123", ""),
                        names.message(WHATSAPP, "t_1", "23")))
                .doesNotHaveDuplicates();
    }

    @Test
    void aNameOfOneKindIsNoNameOfAnother() {
        var bytes = "x".getBytes(StandardCharsets.UTF_8);
        assertThat(Stream.of(
                        names.subject(new PlatformAccount(MESSENGER, "x"))
                                .value()
                                .substring(5),
                        names.conversation(MESSENGER, "x").value().substring(4),
                        names.message(MESSENGER, "x", "").value().substring(4),
                        names.idempotency(new ClientId("messenger"), "x"),
                        names.digest("messenger".getBytes(StandardCharsets.UTF_8), bytes),
                        names.digest(bytes)))
                .doesNotHaveDuplicates();
    }

    @Test
    void theSameKeyTextOfTwoClientsIsTwoKeys() {
        assertThat(names.idempotency(new ClientId("a"), "bc")).isNotEqualTo(names.idempotency(new ClientId("ab"), "c"));
    }

    @Test
    void digestsTellHowContentIsDivided() {
        assertThat(names.digest(new byte[2], new byte[1])).isNotEqualTo(names.digest(new byte[1], new byte[2]));
        assertThat(names.digest(new byte[3])).isNotEqualTo(names.digest(new byte[3], new byte[0]));
    }

    @Test
    void aTagIsForOneUseOnly() {
        var text = new byte[] {1};
        assertThat(names.tag("ask", text)).hasSize(16).isEqualTo(names.tag("ask", text));
        assertThat(HexFormat.of().formatHex(names.tag("ask", text)))
                .isNotEqualTo(HexFormat.of().formatHex(names.tag("link", text)))
                .isNotEqualTo(HexFormat.of().formatHex(names.tag("ask", new byte[] {2})));
    }

    @Test
    void noNameHoldsWhatThePlatformCalledIt() {
        assertThat(names.message(WHATSAPP, "4915200000000", WAMID).value()).matches("msg_[a-z2-7]{26}");
        assertThat(names.conversation(WHATSAPP, "4915200000000").value()).matches("cnv_[a-z2-7]{26}");
        assertThat(names.subject(new PlatformAccount(WHATSAPP, "4915200000000")).value())
                .matches("sub1_[a-z2-7]{26}");
    }

    @Test
    void theNamesThemselvesPrintNothing() {
        assertThat(names).hasToString("OfTenant[redacted]");
    }

    private Pseudonyms fresh() {
        return new Pseudonyms(wrap, rows, new UnwrapCache(CLOCK), CLOCK);
    }
}
