package dev.lethe.bench;

import dev.lethe.audit.ChainHead;
import dev.lethe.audit.ChainedEntry;
import dev.lethe.audit.Entry;
import dev.lethe.consent.Standing;
import dev.lethe.crypto.KeyState;
import dev.lethe.crypto.Plaintext;
import dev.lethe.crypto.Pseudonyms;
import dev.lethe.crypto.Sealed;
import dev.lethe.crypto.UnwrapCache;
import dev.lethe.crypto.Vault;
import dev.lethe.kernel.Channel;
import dev.lethe.kernel.ClientId;
import dev.lethe.kernel.Ids;
import dev.lethe.kernel.PlatformAccount;
import dev.lethe.kernel.SubjectId;
import dev.lethe.lambda.RandomIds;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What Lethe does with keys, one piece at a time. */
final class LetheKeys {
    private static final ClientId BOT = new ClientId("bot-demo");

    private final Clock clock = Clock.systemUTC();
    private final Ids ids = new RandomIds(new SecureRandom());
    private final MemoryKeyWrap wrap = new MemoryKeyWrap();
    private final MemoryKeyRows rows = new MemoryKeyRows();
    private final UnwrapCache cache = new UnwrapCache(clock);
    private final Vault vault = new Vault(wrap, rows, cache, new SecureRandom(), ids, clock);
    private final Pseudonyms pseudonyms = new Pseudonyms(wrap, rows, cache, clock);
    private final PlatformAccount account = new PlatformAccount(new Channel("messenger"), "24601337");
    private final SubjectId subject = new SubjectId("sub1_" + ids.random());
    private final SubjectId stranger = new SubjectId("sub1_" + ids.random());
    private final LetheVault.Written written;
    private final Plaintext text;
    private final Sealed sealed;

    LetheKeys(byte[] text) {
        this.text = new Plaintext(text);
        this.written = LetheVault.written(ids, key(subject));
        this.sealed = vault.seal(written.key(), written.label(), this.text);
    }

    private KeyState.SubjectKey key(SubjectId of) {
        return vault.keyFor(LetheVault.TENANT, of, rows.subject(LetheVault.TENANT, of));
    }

    /** The name of a platform's account: the tenant's key from the cache, and one HMAC. */
    Object pseudonym() {
        return pseudonyms.of(LetheVault.TENANT).subject(account);
    }

    /** A key is generated, its row created, and the text sealed. */
    Object firstMessage() {
        rows.forget(LetheVault.TENANT, stranger);
        var first = LetheVault.written(ids, key(stranger));
        return vault.seal(first.key(), first.label(), text);
    }

    /** The person's key and the day's are unwrapped, and the text opened. */
    Object openWhenNothingIsCached() {
        cache.clear();
        return vault.open(written.key(), written.label(), sealed, written.permit());
    }

    /** What erasing a person computes before its one transaction: what stands then, and the evidence of it. */
    Object shred() {
        var now = Instant.now(clock);
        var entry = ChainedEntry.append(
                "subject/" + subject,
                ChainHead.START,
                Entry.of(
                        "subject.shredded",
                        BOT,
                        now,
                        Map.of("request", ids.request(now).value(), "fence", "1")));
        return Standing.NOTHING.next(Map.of(), Optional.empty(), entry.head());
    }

    byte[] account() {
        return account.userId().getBytes(StandardCharsets.UTF_8);
    }

    long kmsCalls() {
        return wrap.calls();
    }
}
