package dev.lethe.store;

import dev.lethe.api.Table;
import dev.lethe.breach.ScopeId;
import dev.lethe.crypto.KeyName;
import dev.lethe.event.EventId;
import dev.lethe.kernel.ClientId;
import dev.lethe.kernel.ConversationId;
import dev.lethe.kernel.HoldId;
import dev.lethe.kernel.IncidentId;
import dev.lethe.kernel.MessageId;
import dev.lethe.kernel.NoticeId;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.RequestId;
import dev.lethe.kernel.Site;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import dev.lethe.retention.Job;
import dev.lethe.retention.RunId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The whole layout: every kind of item there is, and how each is addressed. Every key begins with its tenant, and holds
 * random ids, keyed hashes and dates only.
 */
public final class Keys {
    /** Into how many partitions a tenant's index rows of one day are spread. */
    public static final int SHARDS = 16;

    /** Into how many partitions the tombstones that are not done are spread. */
    public static final int SWEEP_SHARDS = 4;

    /** Over how many partitions the work of planning anew is spread. */
    static final int REPLAN_SHARDS = 4;

    /** What the key of every row has in it that is kept of somebody until some time, and no other's. */
    static final String CONTENT = "#SID#";

    /** Every kind of item, where it stands, whether it is about a person, who removes it, and on what ground it is kept. */
    public enum Kind {
        OPENING(Table.RECORDS, false, Eraser.NOBODY, "whether the suite serves, and from which tables"),
        RESTORE(Table.RECORDS, false, Eraser.NOBODY, "how far a restored copy was taken in"),
        CLIENT(Table.RECORDS, false, Eraser.NOBODY, "which tenant a program calls for"),
        SITE(Table.RECORDS, false, Eraser.NOBODY, "which tenant a public name means"),
        TENANT(Table.RECORDS, false, Eraser.NOBODY, "who uses this deployment"),
        CATALOG(Table.RECORDS, false, Eraser.NOBODY, "which notices are current"),
        NOTICE(Table.RECORDS, false, Eraser.NOBODY, "what people were told, GDPR Art. 5(2)"),
        RETENTION_SCHEDULE(Table.RECORDS, false, Eraser.NOBODY, "what people were told, GDPR Art. 5(2)"),
        RETENTION_RUN(Table.RECORDS, false, Eraser.NOBODY, "how far planning anew has come"),
        PURGES(Table.RECORDS, false, Eraser.NOBODY, "how purges stand"),
        PURGE(Table.RECORDS, false, Eraser.NOBODY, "what a purge did"),
        STATISTIC(Table.RECORDS, false, Eraser.NOBODY, "words that many people used, GDPR Recital 26"),
        VERIFICATION(Table.RECORDS, false, Eraser.NOBODY, "how far it was checked that nothing outstays its time"),
        QUARANTINED(Table.RECORDS, true, Eraser.EXPIRY, "somebody has to look at something that could not be removed"),
        REPLAN(Table.RECORDS, true, Eraser.DONE, "what is kept has to be planned anew"),
        STANDING(Table.RECORDS, true, Eraser.CLEARED, "what stands, GDPR Art. 7(1)"),
        MESSAGE(Table.RECORDS, true, Eraser.SWEEP, "the purposes it was taken in for"),
        PROFILE(Table.RECORDS, true, Eraser.SWEEP, "the purposes that stand"),
        DUE(Table.RECORDS, true, Eraser.SWEEP, "finds what has to go"),
        ACTIVE(Table.RECORDS, true, Eraser.SWEEP, "finds whom a breach affects, GDPR Art. 34"),
        ANSWER(Table.RECORDS, true, Eraser.EXPIRY, "a repeated request gets the same answer"),
        OUTBOX(Table.RECORDS, true, Eraser.EXPIRY, "others are told of it, GDPR Art. 19"),
        INCIDENT(Table.RECORDS, false, Eraser.NOBODY, "how a breach stands, GDPR Art. 33(5)"),
        FINDING(Table.RECORDS, false, Eraser.NOBODY, "a finding opens one incident"),
        SCOPE(Table.RECORDS, true, Eraser.KEPT, "how many a breach affects, GDPR Art. 33(3)(a)"),
        REQUEST(Table.RECORDS, true, Eraser.KEPT, "that a request was answered, GDPR Art. 5(2)"),
        HELD(Table.RECORDS, true, Eraser.RELEASE, "a legal claim, GDPR Art. 17(3)(e)"),
        SUBJECT_KEY(Table.KEYS, true, Eraser.SHRED, "opens what is kept; as a tombstone, keeps it closed"),
        SWEEP_JOB(Table.KEYS, true, Eraser.SWEEP, "an erasure is not done"),
        DAY_KEY(Table.KEYS, false, Eraser.NOBODY, "opens what expires that day"),
        PSEUDONYM_KEY(Table.KEYS, false, Eraser.NOBODY, "names people without telling who they are"),
        EPOCH(Table.KEYS, false, Eraser.NOBODY, "when what is destroyed is final"),
        ROTATION(Table.KEYS, false, Eraser.NOBODY, "how far a rotation has come"),
        EVIDENCE_KEY(Table.KEYS, false, Eraser.NOBODY, "opens what proves a year's decisions, GDPR Art. 7(1)"),
        HOLD(Table.KEYS, true, Eraser.RELEASE, "opens what is held for a legal claim, GDPR Art. 17(3)(e)"),
        PLACING(Table.KEYS, false, Eraser.NOBODY, "no day ends while a hold is being placed"),
        RECEIPT(Table.EVIDENCE, true, Eraser.KEPT, "that consent was given, GDPR Art. 7(1)"),
        RECEIPT_INDEX(Table.EVIDENCE, true, Eraser.KEPT, "finds a receipt by its id, GDPR Art. 7(1)"),
        CHAINED(Table.EVIDENCE, true, Eraser.KEPT, "what was done, GDPR Art. 5(2)"),
        ACCESS(Table.EVIDENCE, true, Eraser.KEPT, "who read what, GDPR Art. 32"),
        EXPIRED(Table.EVIDENCE, true, Eraser.KEPT, "that it went in time, GDPR Art. 5(1)(e)"),
        REPLANNED(Table.EVIDENCE, true, Eraser.KEPT, "what went since its reason did, GDPR Art. 5(2)"),
        RETENTION_RAN(Table.EVIDENCE, false, Eraser.NOBODY, "what went since a period was shortened, GDPR Art. 5(2)"),
        ENDED_DAY(Table.EVIDENCE, false, Eraser.NOBODY, "that a day's key was destroyed"),
        TIMELINE(Table.EVIDENCE, true, Eraser.KEPT, "what was known of a breach, and done, GDPR Art. 33(5)"),
        SWEPT(Table.EVIDENCE, true, Eraser.KEPT, "that an erasure was completed, GDPR Art. 17");

        private final Table table;
        private final boolean personal;
        private final Eraser eraser;
        private final String ground;

        Kind(Table table, boolean personal, Eraser eraser, String ground) {
            this.table = table;
            this.personal = personal;
            this.eraser = eraser;
            this.ground = ground;
        }

        public Table table() {
            return table;
        }

        public boolean personal() {
            return personal;
        }

        public Eraser eraser() {
            return eraser;
        }

        public String ground() {
            return ground;
        }

        /** Whether it holds what somebody said or is, so that its end is evidence. */
        public boolean content() {
            return this == MESSAGE || this == PROFILE;
        }
    }

    /** Where an item stands. */
    public record Address(Kind kind, String pk, String sk) {}

    static Address client(ClientId client) {
        return new Address(Kind.CLIENT, "CLIENT#" + client, "TENANT");
    }

    static Address restore() {
        return new Address(Kind.RESTORE, "RESTORE", "PROGRESS");
    }

    static Address site(Site site) {
        return new Address(Kind.SITE, "SITE#" + site, "TENANT");
    }

    static Address tenant(Tenant tenant) {
        return new Address(Kind.TENANT, "TENANTS", tenant.value());
    }

    static Address catalog(Tenant tenant) {
        return new Address(Kind.CATALOG, of(tenant), "CATALOG");
    }

    static Address notice(Tenant tenant, NoticeId notice, int version) {
        return new Address(Kind.NOTICE, of(tenant) + "#NOTICE#" + notice, "V#%09d".formatted(version));
    }

    static Address schedule(Tenant tenant, int version) {
        return new Address(Kind.RETENTION_SCHEDULE, of(tenant) + "#RETENTION", "V#%09d".formatted(version));
    }

    static Address run(Tenant tenant, RunId run) {
        return new Address(Kind.RETENTION_RUN, runs(tenant), run.value());
    }

    /** How a tenant's purges stand. */
    static Address purges(Tenant tenant) {
        return new Address(Kind.PURGES, of(tenant) + "#PURGE", "STATE");
    }

    static Address purge(Tenant tenant, RunId run) {
        return new Address(Kind.PURGE, purges(tenant).pk(), run.value());
    }

    /** What is kept of a day without whom. */
    static Address statistic(Tenant tenant, LocalDate day, Purpose purpose) {
        return new Address(Kind.STATISTIC, statistics(tenant), day + "#" + purpose);
    }

    static String statistics(Tenant tenant) {
        return of(tenant) + "#STATISTICS";
    }

    static Address verification() {
        return new Address(Kind.VERIFICATION, "VERIFICATION", "PASS");
    }

    static Address quarantined(Tenant tenant, StorageId sid, String item) {
        return new Address(Kind.QUARANTINED, of(tenant) + "#QUARANTINE", sid + "#" + item);
    }

    /** Where a tenant's runs stand. */
    static String runs(Tenant tenant) {
        return of(tenant) + "#RUN";
    }

    /** Work of planning anew, in the order in which it may begin. */
    static Address replan(Tenant tenant, Job.Scope scope, Instant from) {
        var what =
                switch (scope) {
                    case Job.Scope.Person(var subject, var decidedAt) -> subject + "#" + decidedAt;
                    case Job.Scope.Segment(var run, var number) -> run + "#" + number;
                };
        return new Address(
                Kind.REPLAN,
                replans(Math.floorMod(what.hashCode(), REPLAN_SHARDS)),
                from.truncatedTo(ChronoUnit.SECONDS) + "#" + tenant + "#" + what);
    }

    static String replans(int shard) {
        return "REPLAN#" + shard;
    }

    static Address replanned(Tenant tenant, SubjectId subject, Instant decidedAt) {
        return new Address(Kind.REPLANNED, person(tenant, subject), "REPLANNED#" + Sortable.of(decidedAt));
    }

    static Address ran(Tenant tenant, RunId run) {
        return new Address(Kind.RETENTION_RAN, of(tenant) + "#RAN", run.value());
    }

    static Address standing(Tenant tenant, SubjectId subject) {
        return new Address(Kind.STANDING, person(tenant, subject), "STANDING");
    }

    /** What the keys of all rows about a tenant's people begin with. */
    static String people(Tenant tenant) {
        return of(tenant) + "#SUBJECT#";
    }

    static String content(Tenant tenant, StorageId sid) {
        return of(tenant) + CONTENT + sid;
    }

    static Address message(Tenant tenant, StorageId sid, String conversation, String message) {
        return new Address(Kind.MESSAGE, content(tenant, sid), "MESSAGE#" + conversation + "#" + message);
    }

    static Address profile(Tenant tenant, StorageId sid) {
        return new Address(Kind.PROFILE, content(tenant, sid), "PROFILE");
    }

    static Address due(Tenant tenant, LocalDate day, int shard, StorageId sid) {
        return new Address(Kind.DUE, of(tenant) + "#DUE#" + day + "#" + shard, sid.value());
    }

    static Address active(Tenant tenant, LocalDate day, StorageId sid, LocalDate expiryDay) {
        return new Address(Kind.ACTIVE, active(tenant, day, Shards.of(sid)), sid + "#" + expiryDay);
    }

    /** Where it stands of some people that something of theirs was taken in on a day. */
    static String active(Tenant tenant, LocalDate day, int shard) {
        return of(tenant) + "#ACTIVE#" + day + "#" + shard;
    }

    static Address answer(Tenant tenant, String handle) {
        return new Address(Kind.ANSWER, of(tenant) + "#ANSWER#" + handle, "ANSWER");
    }

    /** What is about one person stands in one partition, whose stream tells it in order. */
    static Address outbox(Tenant tenant, Optional<SubjectId> person, EventId event) {
        return new Address(
                Kind.OUTBOX,
                person.map(subject -> person(tenant, subject)).orElseGet(() -> of(tenant) + "#OUTBOX"),
                "OUTBOX#" + event);
    }

    static Address request(Tenant tenant, RequestId request) {
        return new Address(Kind.REQUEST, of(tenant) + "#REQUEST#" + request, "REQUEST");
    }

    static Address incident(Tenant tenant, IncidentId incident) {
        return new Address(Kind.INCIDENT, incidents(tenant), incident.value());
    }

    /** Where a tenant's incidents stand. */
    static String incidents(Tenant tenant) {
        return of(tenant) + "#INCIDENT";
    }

    /** An entry of an incident's timeline. */
    static Address timeline(Tenant tenant, IncidentId incident, int number) {
        return new Address(Kind.TIMELINE, incidents(tenant) + "#" + incident, "ENTRY#" + Sortable.of(number));
    }

    static Address scope(Tenant tenant, IncidentId incident, ScopeId scope) {
        return new Address(Kind.SCOPE, scopes(tenant), incident + "#" + scope);
    }

    /** Where a tenant's counts of who is affected stand. */
    static String scopes(Tenant tenant) {
        return of(tenant) + "#SCOPE";
    }

    /** Which incident a finding has opened, by a hash of what its detector calls it. */
    static Address finding(Tenant tenant, String finding) {
        return new Address(Kind.FINDING, of(tenant) + "#FINDING#" + finding, "FINDING");
    }

    static Address subjectKey(Tenant tenant, SubjectId subject) {
        return new Address(Kind.SUBJECT_KEY, person(tenant, subject), "KEY");
    }

    static Address sweepJob(Tenant tenant, StorageId sid) {
        return new Address(Kind.SWEEP_JOB, of(tenant), "SWEEP#" + sid);
    }

    static Address dayKey(Tenant tenant, LocalDate day) {
        return new Address(Kind.DAY_KEY, of(tenant), "DAY#" + day);
    }

    static Address hold(Tenant tenant, HoldId hold) {
        return new Address(Kind.HOLD, of(tenant), holds(tenant).sk() + hold);
    }

    /** Where a tenant's holds begin. */
    static Address holds(Tenant tenant) {
        return new Address(Kind.HOLD, of(tenant), "HOLD#");
    }

    /** How many holds a tenant is placing, and how many it has. */
    static Address placing(Tenant tenant) {
        return new Address(Kind.PLACING, of(tenant), "PLACING");
    }

    /** Everything that one hold holds. */
    static String held(Tenant tenant, HoldId hold) {
        return of(tenant) + "#HOLD#" + hold;
    }

    static Address held(Tenant tenant, HoldId hold, ConversationId conversation, MessageId message) {
        return new Address(Kind.HELD, held(tenant, hold), "MESSAGE#" + conversation + "#" + message);
    }

    /** A key of a tenant that has neither a person nor a day. */
    static Address tenantKey(KeyName name) {
        return switch (name.kind()) {
            case PSEUDONYM -> new Address(Kind.PSEUDONYM_KEY, of(name.tenant()), "PSEUDONYM#" + name.version());
            case EVIDENCE -> new Address(Kind.EVIDENCE_KEY, of(name.tenant()), "EVIDENCE#" + name.id());
            case SUBJECT, DAY, HOLD -> throw new IllegalStateException("such a key has a row of another form");
        };
    }

    static Address epoch(int number) {
        return new Address(Kind.EPOCH, "EPOCHS", "%06d".formatted(number));
    }

    static Address rotation() {
        return new Address(Kind.ROTATION, "ROTATION", "PASS");
    }

    /** Whether the suite serves. */
    static Address opening() {
        return new Address(Kind.OPENING, "OPENING", "OPENING");
    }

    static Address receipt(Tenant tenant, SubjectId subject, String receipt) {
        return new Address(Kind.RECEIPT, person(tenant, subject), "RECEIPT#" + receipt);
    }

    /** Whose receipt it is. */
    static Address receiptIndex(Tenant tenant, String receipt) {
        return new Address(Kind.RECEIPT_INDEX, of(tenant) + "#RECEIPT#" + receipt, "SUBJECT");
    }

    /** An entry of a chain, named for what the chain is about. */
    static Address chained(Tenant tenant, String chain, long position) {
        return new Address(Kind.CHAINED, of(tenant) + "#CHAIN#" + chain, Sortable.of(position));
    }

    static Address access(Tenant tenant, SubjectId subject, String sortable) {
        return new Address(Kind.ACCESS, person(tenant, subject), "ACCESS#" + sortable);
    }

    static Address expired(Tenant tenant, LocalDate day, StorageId sid, String item) {
        return new Address(Kind.EXPIRED, expiredOn(tenant, day), sid + "#" + item);
    }

    /** Where it stands what was due on a day and is gone. */
    static String expiredOn(Tenant tenant, LocalDate day) {
        return of(tenant) + "#EXPIRED#" + day;
    }

    static Address endedDay(Tenant tenant, LocalDate day) {
        return new Address(Kind.ENDED_DAY, of(tenant) + "#ENDED", day.toString());
    }

    static Address swept(Tenant tenant, SubjectId subject, RequestId request) {
        return new Address(Kind.SWEPT, person(tenant, subject), "SWEPT#" + request);
    }

    private static String of(Tenant tenant) {
        return "T#" + tenant;
    }

    private static String person(Tenant tenant, SubjectId subject) {
        return people(tenant) + subject;
    }

    private Keys() {}
}
