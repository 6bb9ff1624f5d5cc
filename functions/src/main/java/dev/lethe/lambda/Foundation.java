package dev.lethe.lambda;

import dev.lethe.api.MasterKey;
import dev.lethe.api.Table;
import dev.lethe.aws.KmsKeyWrap;
import dev.lethe.aws.KmsSigner;
import dev.lethe.consent.Asks;
import dev.lethe.consent.ConsentGate;
import dev.lethe.consent.RegimeLaw;
import dev.lethe.crypto.Pseudonyms;
import dev.lethe.crypto.UnwrapCache;
import dev.lethe.crypto.Vault;
import dev.lethe.disclosure.Disclosing;
import dev.lethe.kernel.Ids;
import dev.lethe.regime.Questions;
import dev.lethe.repeat.Repeats;
import dev.lethe.retention.Retaining;
import dev.lethe.store.Dynamo;
import dev.lethe.store.DynamoAccessLog;
import dev.lethe.store.DynamoDoor;
import dev.lethe.store.DynamoHolds;
import dev.lethe.store.DynamoKeyRows;
import dev.lethe.store.DynamoNotices;
import dev.lethe.store.DynamoPurges;
import dev.lethe.store.DynamoRequests;
import dev.lethe.store.DynamoSchedules;
import dev.lethe.store.DynamoSubjectFiles;
import dev.lethe.store.DynamoTenants;
import dev.lethe.store.EvidencePeriods;
import dev.lethe.store.TableIds;
import dev.lethe.words.Words;
import java.time.InstantSource;

/**
 * What most of the suite stands on, made once: the tables, who is registered, the keys, and the gate. Nothing secret and nothing
 * unique is made here, so that a snapshot of an initialised function holds neither.
 */
final class Foundation {
    final World world;
    final InstantSource clock;
    final Ids ids;
    final Dynamo dynamo;
    final TableIds tableIds;
    final DynamoDoor door;
    final DynamoTenants tenants;
    final DynamoSubjectFiles files;
    final DynamoNotices notices;
    final DynamoKeyRows keyRows;
    final KmsKeyWrap wrap;
    final UnwrapCache unwrapped;
    final Vault vault;
    final Pseudonyms pseudonyms;
    final Repeats repeats;
    final Questions questions;
    final ConsentGate gate;
    final DynamoSchedules schedules;
    final EvidencePeriods periods;
    final Retaining retaining;
    final Words words;
    final Asks asks;
    final Disclosing disclosing;
    final KmsSigner signer;

    Foundation(World world) {
        this.world = world;
        this.clock = world.clock();
        var random = world.random();
        this.ids = new RandomIds(random);
        this.dynamo = new Dynamo(world.dynamo(), world.tables());
        this.tableIds = new TableIds(world.dynamo(), world.tables(), clock);
        this.door = new DynamoDoor(dynamo, tableIds);
        this.tenants = new DynamoTenants(dynamo, clock);
        this.files = new DynamoSubjectFiles(dynamo, door);
        this.notices = new DynamoNotices(dynamo, ids);
        this.keyRows = new DynamoKeyRows(dynamo);
        this.wrap = new KmsKeyWrap(world.kms(), world.masterKeys(), () -> tableIds.of(Table.KEYS));
        this.unwrapped = new UnwrapCache(clock);
        this.vault = new Vault(wrap, keyRows, unwrapped, random, ids, clock);
        this.pseudonyms = new Pseudonyms(wrap, keyRows, unwrapped, clock);
        this.repeats = new Repeats(vault, files, clock);
        this.questions = new Questions(world.regimes());
        this.gate = new ConsentGate(notices, new RegimeLaw(questions), clock);
        this.schedules = new DynamoSchedules(dynamo);
        this.periods = new EvidencePeriods(schedules, clock);
        this.retaining = new Retaining(schedules, gate);
        this.words = new Words();
        this.asks = new Asks(gate, tenants, words, clock);
        this.disclosing = new Disclosing(questions, clock);
        this.signer = new KmsSigner(world.kms(), world.masterKeys().getOrDefault(MasterKey.SIGNATURE, ""));
    }

    DynamoAccessLog accesses() {
        return new DynamoAccessLog(dynamo, ids, periods);
    }

    DynamoRequests requests() {
        return new DynamoRequests(dynamo);
    }

    DynamoHolds holds() {
        return new DynamoHolds(dynamo);
    }

    DynamoPurges purges() {
        return new DynamoPurges(dynamo);
    }

    /** Zeroes every key in memory. */
    void forgetKeys() {
        unwrapped.clear();
    }

    /** Forgets all that is secret, unique or perishable: keys, wrapped or not, who is registered, which table holds the keys. */
    void forgetEverything() {
        forgetKeys();
        vault.forget();
        pseudonyms.forget();
        tenants.forget();
        tableIds.forget();
        signer.forget();
    }
}
