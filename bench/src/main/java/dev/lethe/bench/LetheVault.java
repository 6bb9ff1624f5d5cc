package dev.lethe.bench;

import dev.lethe.crypto.KeyState.SubjectKey;
import dev.lethe.crypto.KeyWrap;
import dev.lethe.crypto.Label;
import dev.lethe.crypto.Permit;
import dev.lethe.crypto.Plaintext;
import dev.lethe.crypto.Sealed;
import dev.lethe.crypto.UnwrapCache;
import dev.lethe.crypto.Vault;
import dev.lethe.kernel.Ids;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import dev.lethe.lambda.RandomIds;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Lethe's own vault, whole: rows, cache, permit, label, commitment, zeroing. */
final class LetheVault implements Contestant {
    static final Tenant TENANT = new Tenant("demo");
    private static final int DAYS_KEPT = 30;

    private final SecureRandom random = new SecureRandom();
    private final Ids ids = new RandomIds(random);
    private final MemoryKeyRows rows = new MemoryKeyRows();
    private final Vault vault;
    private final LongSupplier kmsCalls;
    private final Written[] people;

    /** What stands for a person's message: their key as their row has it, its label, and a permit. */
    record Written(SubjectKey key, Label label, Permit permit) {}

    LetheVault(int people, KeyWrap wrap, LongSupplier kmsCalls) {
        var clock = Clock.systemUTC();
        this.kmsCalls = kmsCalls;
        this.vault = new Vault(wrap, rows, new UnwrapCache(clock), random, ids, clock);
        this.people = new Written[people];
        for (var person = 0; person < people; person++) {
            this.people[person] = written(ids, firstKey());
        }
    }

    /** With a key service in memory. */
    static LetheVault inMemory(int people) {
        var wrap = new MemoryKeyWrap();
        return new LetheVault(people, wrap, wrap::calls);
    }

    private SubjectKey firstKey() {
        var subject = new SubjectId("sub1_" + ids.random());
        return vault.keyFor(TENANT, subject, rows.subject(TENANT, subject));
    }

    /** One message of a person, and leave to read it. */
    static Written written(Ids ids, SubjectKey key) {
        var label = new Label(
                Labels.TABLE,
                TENANT,
                Optional.of(key.sid()),
                "message",
                "cnv_" + ids.random(),
                "msg_" + ids.random(),
                "content",
                Optional.of(LocalDate.now(ZoneOffset.UTC).plusDays(DAYS_KEPT)),
                1);
        return new Written(key, label, Permit.mint(TENANT, key.sid(), new Purpose("chat-history"), Instant.EPOCH));
    }

    @Override
    public Object holding(byte[] text) {
        return new Plaintext(text);
    }

    @Override
    public byte[] text(Object opened) {
        return ((Plaintext) opened).bytes();
    }

    @Override
    public Object seal(int person, Object text) {
        return vault.seal(people[person].key, people[person].label, (Plaintext) text);
    }

    @Override
    public Object open(int person, Object sealed) {
        return vault.open(people[person].key, people[person].label, (Sealed) sealed, people[person].permit);
    }

    @Override
    public int overhead(Object sealed, byte[] text) {
        return ((Sealed) sealed).bytes().length - text.length;
    }

    @Override
    public long kmsCalls() {
        return kmsCalls.getAsLong();
    }
}
