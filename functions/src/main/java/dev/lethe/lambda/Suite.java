package dev.lethe.lambda;

import dev.lethe.api.Fn;
import dev.lethe.api.MasterKey;
import dev.lethe.api.Route;
import dev.lethe.api.Table;
import dev.lethe.audit.WatchEvidence;
import dev.lethe.aws.GuardTag;
import dev.lethe.aws.KmsEpochKeys;
import dev.lethe.certificate.ReadCertificate;
import dev.lethe.certificate.ReadKeys;
import dev.lethe.certificate.WhenFinal;
import dev.lethe.consent.CaptureConsent;
import dev.lethe.consent.CheckPermissions;
import dev.lethe.consent.OverruleObjection;
import dev.lethe.consent.ReadConsents;
import dev.lethe.conversation.IngestMessages;
import dev.lethe.conversation.ReadMessages;
import dev.lethe.conversation.Said;
import dev.lethe.conversation.WordsOfMessages;
import dev.lethe.epoch.Epochs;
import dev.lethe.epoch.RotateKeys;
import dev.lethe.epoch.VerifyKeys;
import dev.lethe.event.Deliver;
import dev.lethe.hold.PlaceHold;
import dev.lethe.hold.ReadHeld;
import dev.lethe.hold.ReadHold;
import dev.lethe.hold.ReadHolds;
import dev.lethe.hold.ReleaseHold;
import dev.lethe.hold.TendHolds;
import dev.lethe.http.Endpoint;
import dev.lethe.http.Router;
import dev.lethe.kernel.Ids;
import dev.lethe.notice.PreviewNotice;
import dev.lethe.notice.PublishNotice;
import dev.lethe.notice.ReadNotice;
import dev.lethe.notice.ReadNoticeChanges;
import dev.lethe.notice.ReadReviews;
import dev.lethe.notice.Reviews;
import dev.lethe.receipt.ReadReceipt;
import dev.lethe.regime.Regimes;
import dev.lethe.restore.Door;
import dev.lethe.restore.Restore;
import dev.lethe.retention.Anonymising;
import dev.lethe.retention.Noticed;
import dev.lethe.retention.PausePurges;
import dev.lethe.retention.PreviewSchedule;
import dev.lethe.retention.PublishSchedule;
import dev.lethe.retention.Purge;
import dev.lethe.retention.ReadPurge;
import dev.lethe.retention.ReadPurges;
import dev.lethe.retention.ReadRun;
import dev.lethe.retention.ReadRuns;
import dev.lethe.retention.ReadSchedule;
import dev.lethe.retention.ReadStatistics;
import dev.lethe.retention.RecordExpiry;
import dev.lethe.retention.Replan;
import dev.lethe.retention.Replanning;
import dev.lethe.retention.ResumePurges;
import dev.lethe.retention.Run;
import dev.lethe.retention.RunId;
import dev.lethe.retention.RunPurge;
import dev.lethe.retention.VerifyExpiry;
import dev.lethe.rights.OpenRequest;
import dev.lethe.rights.ReadRequest;
import dev.lethe.rights.SweepErased;
import dev.lethe.store.Dynamo;
import dev.lethe.store.DynamoChains;
import dev.lethe.store.DynamoConsentLedger;
import dev.lethe.store.DynamoContents;
import dev.lethe.store.DynamoEpochs;
import dev.lethe.store.DynamoErasures;
import dev.lethe.store.DynamoExpiryLog;
import dev.lethe.store.DynamoExpirySurvey;
import dev.lethe.store.DynamoFacts;
import dev.lethe.store.DynamoJobs;
import dev.lethe.store.DynamoLiveTables;
import dev.lethe.store.DynamoMessages;
import dev.lethe.store.DynamoProfiles;
import dev.lethe.store.DynamoRestoredCopy;
import dev.lethe.store.DynamoStatistics;
import dev.lethe.store.DynamoStragglers;
import dev.lethe.store.DynamoTableSettings;
import dev.lethe.store.DynamoTenants;
import dev.lethe.store.DynamoTombstones;
import dev.lethe.store.DynamoWrappedRows;
import dev.lethe.subject.PutSubject;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The object graph, by hand. Reading it top to bottom is the architecture. What answers a route or a schedule is made when it is
 * asked for, so that a function loads what it runs and nothing else.
 */
public final class Suite {
    private static final int SEED = 32;

    private final Foundation on;
    private final World world;
    private final Log log;

    public Suite(World world, Log log) {
        this.on = new Foundation(world);
        this.world = world;
        this.log = log;
    }

    /** Every route has its endpoint, or this does not compile. */
    public Endpoint<?> endpoint(Route route) {
        return switch (route) {
            case PUT_SUBJECT ->
                new PutSubject(
                        on.files,
                        new DynamoProfiles(on.dynamo),
                        on.gate,
                        on.retaining,
                        on.asks,
                        on.vault,
                        on.pseudonyms,
                        on.words,
                        world.regimes(),
                        on.clock);
            case PUBLISH_NOTICE -> new PublishNotice(on.notices, on.tenants, world.regimes(), on.clock);
            case READ_NOTICE -> new ReadNotice(on.notices, on.tenants, on.clock);
            case PREVIEW_NOTICE -> new PreviewNotice(on.notices, world.regimes(), on.clock);
            case READ_REVIEWS -> new ReadReviews(reviews());
            case READ_NOTICE_CHANGES -> new ReadNoticeChanges(on.notices, on.tenants);
            case CAPTURE_CONSENT ->
                new CaptureConsent(
                        on.files, ledger(), on.gate, on.asks, on.vault, on.pseudonyms, on.repeats, on.ids, on.clock);
            case READ_CONSENTS ->
                new ReadConsents(on.files, on.gate, ledger(), on.accesses(), on.vault, on.words, on.clock);
            case OVERRULE_OBJECTION -> new OverruleObjection(on.files, ledger(), on.gate, on.ids, on.clock);
            case CHECK_PERMISSIONS ->
                new CheckPermissions(on.files, on.gate, on.asks, on.pseudonyms, on.words, on.disclosing);
            case INGEST_MESSAGES ->
                new IngestMessages(
                        on.files,
                        new DynamoMessages(on.dynamo),
                        on.gate,
                        on.retaining,
                        on.asks,
                        on.vault,
                        on.pseudonyms,
                        on.repeats,
                        on.words,
                        on.disclosing,
                        on.clock);
            case READ_MESSAGES ->
                new ReadMessages(
                        on.files, new DynamoMessages(on.dynamo), on.accesses(), on.gate, on.vault, on.words, on.clock);
            case OPEN_REQUEST ->
                new OpenRequest(on.files, on.requests(), on.pseudonyms, on.repeats, on.questions, on.ids, on.clock);
            case READ_REQUEST -> new ReadRequest(on.requests());
            case READ_CERTIFICATE -> new ReadCertificate(facts(), whenFinal(), on.signer, on.clock);
            case READ_RECEIPT -> new ReadReceipt(handover().receipts());
            case READ_JWKS -> new ReadKeys(on.signer, on.tenants);
            case PUBLISH_SCHEDULE -> new PublishSchedule(on.schedules, noticed(), on.tenants, on.ids, on.clock);
            case PREVIEW_SCHEDULE -> new PreviewSchedule(on.schedules, jobs(), noticed(), on.ids, on.clock);
            case READ_SCHEDULE -> new ReadSchedule(on.schedules, noticed(), on.tenants, on.words);
            case READ_RETENTION_RUNS -> new ReadRuns(jobs());
            case READ_RETENTION_RUN -> new ReadRun(jobs());
            case READ_STATISTICS -> new ReadStatistics(new DynamoStatistics(on.dynamo), on.schedules);
            case RUN_PURGE -> new RunPurge(purge(), on.purges(), on.clock);
            case READ_PURGES -> new ReadPurges(on.purges(), on.clock);
            case READ_PURGE -> new ReadPurge(on.purges());
            case PAUSE_PURGES -> new PausePurges(on.purges(), on.clock);
            case RESUME_PURGES -> new ResumePurges(on.purges(), on.clock);
            case PLACE_HOLD ->
                new PlaceHold(on.files, on.holds(), on.vault, on.pseudonyms, on.repeats, on.ids, on.clock);
            case READ_HOLDS -> new ReadHolds(on.holds(), on.clock);
            case READ_HOLD -> new ReadHold(on.holds(), on.vault, on.clock);
            case READ_HELD -> new ReadHeld(on.files, on.holds(), on.accesses(), on.vault, Said::held, on.clock);
            case RELEASE_HOLD -> new ReleaseHold(on.holds(), on.clock);
            case FIND_OBLIGATIONS -> breaches().find();
            case OPEN_INCIDENT -> breaches().open();
            case READ_INCIDENTS -> breaches().register();
            case READ_INCIDENT -> breaches().read();
            case RECORD_ENTRY -> breaches().record();
            case ASSESS_INCIDENT -> breaches().assess();
            case READ_OBLIGATIONS -> breaches().obligations();
            case RECORD_DEED -> breaches().deed();
            case OPEN_SCOPE -> breaches().scope();
            case READ_SCOPE -> breaches().scopeOf();
            case CLOSE_INCIDENT -> breaches().close();
            case READ_REPORT -> breaches().report();
            case READ_CONSOLE -> ReadDocument.console();
            case READ_CONSOLE_PART -> ReadDocument.consoleParts();
            case READ_PROBLEM -> ReadDocument.problems();
            case READ_OPENAPI -> ReadDocument.openapi();
            case READ_HEALTH -> new ReadHealth();
        };
    }

    /** A router for the routes of one function. */
    public Router router(Fn fn) {
        return router(route -> route.fn() == fn);
    }

    /** A router for some routes. */
    public Router router(Predicate<Route> routes) {
        var endpoints = new EnumMap<Route, Endpoint<?>>(Route.class);
        Arrays.stream(Route.values()).filter(routes).forEach(route -> endpoints.put(route, endpoint(route)));
        return new Router(endpoints, (call, failure) -> log.fault("request failed", call.id(), failure));
    }

    public RecordExpiry recordExpiry() {
        return new RecordExpiry(expiries());
    }

    public WatchEvidence watchEvidence() {
        return new WatchEvidence(on.signer, world.checkpoints());
    }

    public Deliver deliver() {
        return new Deliver(world.bus());
    }

    /** A purge that opens nothing: days that are to be counted it leaves to {@link #countingPurge}, as long as they are not late. */
    public Purge purge() {
        return purge(Optional.empty());
    }

    public Purge countingPurge() {
        return purge(Optional.of(new Anonymising.Opening(
                new DynamoStatistics(on.dynamo),
                new DynamoContents(on.dynamo),
                on.files,
                on.retaining,
                on.vault,
                new WordsOfMessages())));
    }

    private Purge purge(Optional<Anonymising.Opening> opening) {
        return new Purge(
                on.tenants,
                on.keyRows,
                new Anonymising(on.schedules, opening, on.clock),
                new DynamoStragglers(on.dynamo, expiries()),
                on.purges(),
                on.ids,
                on.clock);
    }

    public VerifyExpiry verifyExpiry() {
        return new VerifyExpiry(
                new DynamoExpirySurvey(on.dynamo), new DynamoStragglers(on.dynamo, expiries()), on.purges(), on.clock);
    }

    public Replan replan() {
        var replanning =
                new Replanning(jobs(), new DynamoContents(on.dynamo), on.files, on.retaining, on.vault, on.clock);
        return new Replan(
                jobs(), replanning, (_, failure) -> log.fault("planning failed", "replan", failure), on.clock);
    }

    public Reviews reviews() {
        return new Reviews(on.notices, on.tenants, world.regimes(), on.clock);
    }

    public SweepErased sweepErased() {
        return new SweepErased(
                new DynamoErasures(on.dynamo),
                new DynamoTombstones(on.dynamo),
                whenFinal(),
                on.files,
                on.requests(),
                on.clock);
    }

    public TendHolds tendHolds() {
        return new TendHolds(on.holds(), on.vault, on.clock);
    }

    public RotateKeys rotateKeys() {
        var epochKeys = new KmsEpochKeys(world.kms(), world.masterKeys().getOrDefault(MasterKey.EPOCH, ""));
        return new RotateKeys(epochs(), epochKeys, new DynamoWrappedRows(on.dynamo), on.wrap, on.clock);
    }

    public VerifyKeys verifyKeys() {
        return new VerifyKeys(epochs(), new DynamoWrappedRows(on.dynamo), on.wrap);
    }

    public Epochs epochs() {
        return new DynamoEpochs(on.dynamo);
    }

    /** What an operator takes evidence out by. */
    public Handover handover() {
        return Handover.of(on.dynamo, on.notices, on.tenants, world.regimes(), on.signer, on.clock);
    }

    /**
     * Takes restored copies in; run by an operator, never by a function.
     *
     * @param copies the names of the tables that were restored
     */
    public Restore restore(Map<Table, String> copies) {
        var guard = new GuardTag(world.kms(), world.masterKeys().getOrDefault(MasterKey.PSEUDONYM, ""));
        var rotate = rotateKeys();
        var recalled = new HashSet<String>();
        return new Restore(
                new DynamoRestoredCopy(new Dynamo(world.dynamo(), copies), copies.keySet()),
                new DynamoLiveTables(on.dynamo, world.regimes().response()),
                new DynamoTableSettings(world.dynamo(), world.tables(), guard::guarded),
                new DynamoChains(on.dynamo),
                on.door,
                on.wrap,
                arn -> {
                    if (recalled.add(arn)) {
                        rotate.recall(arn);
                    }
                },
                tenant -> jobs().begin(Run.begun(
                        tenant,
                        RunId.of(on.ids, on.clock.instant()),
                        Run.Cause.RESTORE,
                        Optional.empty(),
                        0,
                        on.clock.instant(),
                        on.clock.instant())),
                on.clock);
    }

    private DynamoConsentLedger ledger() {
        return new DynamoConsentLedger(on.dynamo);
    }

    Breaches breaches() {
        return new Breaches(on);
    }

    private DynamoJobs jobs() {
        return new DynamoJobs(on.dynamo, expiries());
    }

    private DynamoExpiryLog expiries() {
        return new DynamoExpiryLog(on.dynamo, on.periods);
    }

    private Noticed noticed() {
        return new Noticed(on.notices, world.regimes(), on.clock);
    }

    private DynamoFacts facts() {
        return new DynamoFacts(on.dynamo);
    }

    private WhenFinal whenFinal() {
        return new WhenFinal(facts(), epochs());
    }

    Regimes regimes() {
        return world.regimes();
    }

    public Door door() {
        return on.door;
    }

    public DynamoTenants tenants() {
        return on.tenants;
    }

    public Ids ids() {
        return on.ids;
    }

    public Log log() {
        return log;
    }

    /** Zeroes every key in memory. */
    public void forgetKeys() {
        on.forgetKeys();
    }

    /** Forgets all that is secret, unique or perishable. */
    public void forgetEverything() {
        on.forgetEverything();
    }

    /** Adds fresh chance to what is there, where the generator takes any. */
    void reseed() {
        if (world.random() instanceof SecureRandom secure) {
            secure.setSeed(secure.generateSeed(SEED));
        }
    }
}
