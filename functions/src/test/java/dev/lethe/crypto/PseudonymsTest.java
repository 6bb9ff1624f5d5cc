package dev.lethe.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.kernel.Channel;
import dev.lethe.kernel.ClientId;
import dev.lethe.kernel.KeyUnavailable;
import dev.lethe.kernel.PlatformAccount;
import dev.lethe.kernel.Tenant;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class PseudonymsTest {
    private static final Tenant DEMO = new Tenant("demo");
    private static final Channel MESSENGER = new Channel("messenger");
    private static final Channel TELEGRAM = new Channel("telegram");
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));

    final FakeKeys keys = new FakeKeys();
    final Pseudonyms pseudonyms = pseudonyms();

    @Test
    void aPersonHasOneNameWhereverItIsMade() {
        var here = pseudonyms.of(DEMO).subject(new PlatformAccount(MESSENGER, "24601337"));
        var there = pseudonyms().of(DEMO).subject(new PlatformAccount(MESSENGER, "24601337"));
        assertThat(here).isEqualTo(there);
        assertThat(keys.created).hasValue(1);
    }

    @Test
    void anotherTenantKnowsThePersonByAnotherName() {
        var account = new PlatformAccount(MESSENGER, "24601337");
        assertThat(pseudonyms.of(DEMO).subject(account))
                .isNotEqualTo(pseudonyms.of(new Tenant("other")).subject(account));
    }

    @Test
    void aNameTellsNothingOfWhatItNames() {
        var names = pseudonyms.of(DEMO);
        assertThat(List.of(
                        names.subject(new PlatformAccount(MESSENGER, "24601337"))
                                .value(),
                        names.conversation(MESSENGER, "24601337").value(),
                        names.message(MESSENGER, "24601337", "24601337").value(),
                        names.idempotency(new ClientId("bot"), "24601337")))
                .allSatisfy(name -> assertThat(name).doesNotContain("24601337", "messenger"));
    }

    @Test
    void textMovedBetweenNeighbouringFieldsMakesAnotherName() {
        var names = pseudonyms.of(DEMO);
        assertThat(List.of(
                        names.message(MESSENGER, "ab", "c"),
                        names.message(MESSENGER, "a", "bc"),
                        names.message(MESSENGER, "abc", ""),
                        names.message(MESSENGER, "", "abc"),
                        names.message(TELEGRAM, "ab", "c")))
                .doesNotHaveDuplicates();
        assertThat(names.subject(new PlatformAccount(new Channel("chat"), "s1")))
                .isNotEqualTo(names.subject(new PlatformAccount(new Channel("chats"), "1")));
        assertThat(names.idempotency(new ClientId("bot"), "12"))
                .isNotEqualTo(names.idempotency(new ClientId("bot1"), "2"));
    }

    @Test
    void thePartsOfADigestAreToldApart() {
        var names = pseudonyms.of(DEMO);
        assertThat(List.of(
                        names.digest(),
                        names.digest(bytes("")),
                        names.digest(bytes("ab")),
                        names.digest(bytes("a"), bytes("b")),
                        names.digest(bytes("b"), bytes("a")),
                        names.digest(bytes(""), bytes("ab")),
                        names.digest(bytes("ab"), bytes(""))))
                .doesNotHaveDuplicates();
    }

    @Test
    void oneKindOfNameIsNeverAnother() {
        var names = pseudonyms.of(DEMO);
        var conversation = names.conversation(MESSENGER, "1").value().substring(4);
        assertThat(names.subject(new PlatformAccount(MESSENGER, "1")).value()).doesNotEndWith(conversation);
        assertThat(names.digest(bytes("messenger"), bytes("1"))).isNotEqualTo(conversation);
        assertThat(names.idempotency(new ClientId("messenger"), "1")).isNotEqualTo(conversation);
    }

    @Test
    void aTagIsForOneUseOfOneText() {
        var names = pseudonyms.of(DEMO);
        var tag = names.tag("ask", bytes("text"));
        assertThat(names.tag("ask", bytes("text"))).isEqualTo(tag).hasSize(16);
        assertThat(names.tag("page", bytes("text"))).isNotEqualTo(tag);
        assertThat(names.tag("ask", bytes("texu"))).isNotEqualTo(tag);
        assertThat(names.tag("askt", bytes("ext"))).isNotEqualTo(tag);
        assertThat(pseudonyms.of(new Tenant("other")).tag("ask", bytes("text"))).isNotEqualTo(tag);
    }

    @Test
    void theLoserOfARaceUsesTheWinnersKey() {
        var account = new PlatformAccount(MESSENGER, "24601337");
        keys.meanwhile.add(() -> pseudonyms().of(DEMO));
        var name = pseudonyms.of(DEMO).subject(account);
        assertThat(pseudonyms().of(DEMO).subject(account)).isEqualTo(name);
        assertThat(keys.created).hasValue(1);
    }

    @Test
    void aKnownKeyIsNotReadAgain() {
        pseudonyms.of(DEMO);
        var read = keys.read.get();
        pseudonyms.of(DEMO);
        assertThat(keys.read).hasValue(read);
        assertThat(keys.unwrapped).hasValue(1);
    }

    @Test
    void nobodyIsNamedWhileTheKeyServiceIsDown() {
        keys.down = true;
        assertThatThrownBy(() -> pseudonyms.of(DEMO)).isInstanceOf(KeyUnavailable.class);
        assertThat(keys.pseudonyms).isEmpty();
    }

    private Pseudonyms pseudonyms() {
        return new Pseudonyms(keys, keys, new UnwrapCache(CLOCK), CLOCK);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
