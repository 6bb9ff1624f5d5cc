package dev.lethe.lambda;

import dev.lethe.api.Fn;
import dev.lethe.api.MasterKey;
import dev.lethe.api.Route;
import dev.lethe.api.Table;
import dev.lethe.audit.Checkpoints;
import dev.lethe.audit.WatchEvidence;
import dev.lethe.aws.GuardTag;
import dev.lethe.aws.KmsEpochKeys;
import dev.lethe.aws.KmsKeyWrap;
import dev.lethe.aws.KmsSigner;
import dev.lethe.certificate.ReadCertificate;
import dev.lethe.certificate.ReadKeys;
import dev.lethe.certificate.WhenFinal;
import dev.lethe.consent.Asks;
import dev.lethe.consent.CaptureConsent;
import dev.lethe.consent.CheckPermissions;
import dev.lethe.consent.ConsentGate;
import dev.lethe.consent.OverruleObjection;
import dev.lethe.consent.ReadConsents;
import dev.lethe.consent.RegimeLaw;
import dev.lethe.conversation.IngestMessages;
import dev.lethe.conversation.ReadMessages;
import dev.lethe.conversation.Said;
import dev.lethe.crypto.Pseudonyms;
import dev.lethe.crypto.UnwrapCache;
import dev.lethe.crypto.Vault;
import dev.lethe.disclosure.Disclosing;
import dev.lethe.epoch.Epochs;
import dev.lethe.epoch.RotateKeys;
import dev.lethe.epoch.VerifyKeys;
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
import dev.lethe.regime.Questions;
import dev.lethe.regime.Regimes;
import dev.lethe.repeat.Repeats;
import dev.lethe.restore.Door;
import dev.lethe.restore.Restore;
import dev.lethe.retention.PlaceHold;
import dev.lethe.retention.Purge;
import dev.lethe.retention.ReadHeld;
import dev.lethe.retention.ReadHold;
import dev.lethe.retention.ReadHolds;
import dev.lethe.retention.RecordExpiry;
import dev.lethe.retention.ReleaseHold;
import dev.lethe.retention.TendHolds;
import dev.lethe.rights.OpenRequest;
import dev.lethe.rights.ReadRequest;
import dev.lethe.rights.SweepErased;
import dev.lethe.store.Dynamo;
import dev.lethe.store.DynamoAccessLog;
import dev.lethe.store.DynamoChains;
import dev.lethe.store.DynamoConsentLedger;
import dev.lethe.store.DynamoDoor;
import dev.lethe.store.DynamoEpochs;
import dev.lethe.store.DynamoErasures;
import dev.lethe.store.DynamoExpiryLog;
import dev.lethe.store.DynamoFacts;
import dev.lethe.store.DynamoHolds;
import dev.lethe.store.DynamoKeyRows;
import dev.lethe.store.DynamoLiveTables;
import dev.lethe.store.DynamoMessages;
import dev.lethe.store.DynamoNotices;
import dev.lethe.store.DynamoProfiles;
import dev.lethe.store.DynamoRequests;
import dev.lethe.store.DynamoRestoredCopy;
import dev.lethe.store.DynamoStragglers;
import dev.lethe.store.DynamoSubjectFiles;
import dev.lethe.store.DynamoTableSettings;
import dev.lethe.store.DynamoTenants;
import dev.lethe.store.DynamoTombstones;
import dev.lethe.store.DynamoWrappedRows;
import dev.lethe.store.TableIds;
import dev.lethe.subject.PutSubject;
import dev.lethe.words.Words;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * The object graph, by hand. Reading it top to bottom is the architecture. Nothing secret and nothing unique is made here, so
 * that a snapshot of an initialised function holds neither.
 */
public final class Suite {

    /** What differs between AWS and a laptop. */
    public record World(
            DynamoDbClient dynamo,
            KmsClient kms,
            Map<Table, String> tables,
            Map<MasterKey, String> masterKeys,
            Checkpoints checkpoints,
            Regimes regimes,
            InstantSource clock,
            RandomGenerator random) {

        /** A world where evidence is not anchored, with the regimes that come with the suite. */
        public World(
                DynamoDbClient dynamo,
                KmsClient kms,
                Map<Table, String> tables,
                Map<MasterKey, String> masterKeys,
                InstantSource clock,
                RandomGenerator random) {
            this(dynamo, kms, tables, masterKeys, Checkpoints.NOWHERE, new Regimes(), clock, random);
        }
    }

    private static final int SEED = 32;

    private final World world;
    private final Log log;
    private final KmsKeyWrap wrap;
    private final DynamoDoor door;
    private final DynamoTenants tenants;
    private final UnwrapCache unwrapped;
    private final TableIds tableIds;
    private final Vault vault;
    private final Pseudonyms pseudonyms;
    private final RandomGenerator random;
    private final Ids ids;
    private final Epochs epochs;

    private final PublishNotice publishNotice;
    private final ReadNotice readNotice;
    private final PreviewNotice previewNotice;
    private final Reviews reviews;
    private final ReadReviews readReviews;
    private final ReadNoticeChanges readNoticeChanges;
    private final PutSubject putSubject;
    private final CaptureConsent captureConsent;
    private final ReadConsents readConsents;
    private final OverruleObjection overruleObjection;
    private final CheckPermissions checkPermissions;
    private final IngestMessages ingestMessages;
    private final ReadMessages readMessages;
    private final OpenRequest openRequest;
    private final ReadRequest readRequest;
    private final ReadCertificate readCertificate;
    private final ReadReceipt readReceipt;
    private final ReadKeys readKeys;

    private final RecordExpiry recordExpiry;
    private final WatchEvidence watchEvidence;
    private final Purge purge;
    private final SweepErased sweepErased;
    private final RotateKeys rotateKeys;
    private final VerifyKeys verifyKeys;
    private final PlaceHold placeHold;
    private final ReadHolds readHolds;
    private final ReadHold readHold;
    private final ReadHeld readHeld;
    private final ReleaseHold releaseHold;
    private final Handover handover;
    private final TendHolds tendHolds;
    private final KmsSigner signer;

    public Suite(World world, Log log) {
        this.world = world;
        this.log = log;
        var clock = world.clock();
        this.random = world.random();
        this.ids = new RandomIds(random);

        var dynamo = new Dynamo(world.dynamo(), world.tables());
        this.tableIds = new TableIds(world.dynamo(), world.tables(), clock);
        this.door = new DynamoDoor(dynamo, tableIds);
        var keyRows = new DynamoKeyRows(dynamo);
        var files = new DynamoSubjectFiles(dynamo, door);
        var ledger = new DynamoConsentLedger(dynamo);
        var notices = new DynamoNotices(dynamo);
        var requests = new DynamoRequests(dynamo);
        var messages = new DynamoMessages(dynamo);
        var accesses = new DynamoAccessLog(dynamo, ids);
        this.tenants = new DynamoTenants(dynamo, clock);

        this.wrap = new KmsKeyWrap(world.kms(), world.masterKeys(), () -> tableIds.of(Table.KEYS));
        this.unwrapped = new UnwrapCache(clock);
        this.vault = new Vault(wrap, keyRows, unwrapped, random, ids, clock);
        this.pseudonyms = new Pseudonyms(wrap, keyRows, unwrapped, clock);
        var repeats = new Repeats(vault, files, clock);

        var regimes = world.regimes();
        var questions = new Questions(regimes);
        var gate = new ConsentGate(notices, new RegimeLaw(questions), clock);
        var words = new Words();
        var asks = new Asks(gate, tenants, words, clock);
        var disclosing = new Disclosing(questions, clock);

        this.publishNotice = new PublishNotice(notices, tenants, regimes, clock);
        this.readNotice = new ReadNotice(notices, tenants, clock);
        this.previewNotice = new PreviewNotice(notices, regimes, clock);
        this.reviews = new Reviews(notices, tenants, regimes, clock);
        this.readReviews = new ReadReviews(reviews);
        this.readNoticeChanges = new ReadNoticeChanges(notices, tenants);
        this.putSubject =
                new PutSubject(files, new DynamoProfiles(dynamo), gate, asks, vault, pseudonyms, words, clock);
        this.captureConsent = new CaptureConsent(files, ledger, gate, asks, vault, pseudonyms, repeats, ids, clock);
        this.readConsents = new ReadConsents(files, gate, ledger, accesses, vault, words, clock);
        this.overruleObjection = new OverruleObjection(files, ledger, gate, ids, clock);
        this.checkPermissions = new CheckPermissions(files, gate, asks, pseudonyms, words, disclosing);
        this.ingestMessages =
                new IngestMessages(files, messages, gate, asks, vault, pseudonyms, repeats, words, disclosing, clock);
        this.readMessages = new ReadMessages(files, messages, accesses, gate, vault, words, clock);
        this.openRequest = new OpenRequest(files, requests, pseudonyms, repeats, questions, ids, clock);
        this.readRequest = new ReadRequest(requests);

        this.recordExpiry = new RecordExpiry(new DynamoExpiryLog(dynamo));
        this.purge = new Purge(tenants, keyRows, new DynamoStragglers(dynamo), clock);
        this.epochs = new DynamoEpochs(dynamo);
        var facts = new DynamoFacts(dynamo);
        var whenFinal = new WhenFinal(facts, epochs);
        this.sweepErased = new SweepErased(
                new DynamoErasures(dynamo), new DynamoTombstones(dynamo), whenFinal, files, requests, clock);
        var holds = new DynamoHolds(dynamo);
        this.placeHold = new PlaceHold(files, holds, vault, pseudonyms, repeats, ids, clock);
        this.readHolds = new ReadHolds(holds, clock);
        this.readHold = new ReadHold(holds, vault, clock);
        this.readHeld = new ReadHeld(files, holds, accesses, vault, Said::held, clock);
        this.releaseHold = new ReleaseHold(holds, clock);
        this.tendHolds = new TendHolds(holds, vault, clock);

        var wrappedRows = new DynamoWrappedRows(dynamo);
        var epochKeys = new KmsEpochKeys(world.kms(), world.masterKeys().getOrDefault(MasterKey.EPOCH, ""));
        this.rotateKeys = new RotateKeys(epochs, epochKeys, wrappedRows, wrap, clock);
        this.verifyKeys = new VerifyKeys(epochs, wrappedRows, wrap);

        this.signer = new KmsSigner(world.kms(), world.masterKeys().getOrDefault(MasterKey.SIGNATURE, ""));
        this.watchEvidence = new WatchEvidence(signer, world.checkpoints());
        this.readCertificate = new ReadCertificate(facts, whenFinal, signer, clock);
        this.handover = Handover.of(dynamo, notices, tenants, regimes, signer, clock);
        this.readReceipt = new ReadReceipt(handover.receipts());
        this.readKeys = new ReadKeys(signer, tenants);
    }

    /** Every route has its endpoint, or this does not compile. */
    public Endpoint<?> endpoint(Route route) {
        return switch (route) {
            case PUT_SUBJECT -> putSubject;
            case PUBLISH_NOTICE -> publishNotice;
            case READ_NOTICE -> readNotice;
            case PREVIEW_NOTICE -> previewNotice;
            case READ_REVIEWS -> readReviews;
            case READ_NOTICE_CHANGES -> readNoticeChanges;
            case CAPTURE_CONSENT -> captureConsent;
            case READ_CONSENTS -> readConsents;
            case OVERRULE_OBJECTION -> overruleObjection;
            case CHECK_PERMISSIONS -> checkPermissions;
            case INGEST_MESSAGES -> ingestMessages;
            case READ_MESSAGES -> readMessages;
            case OPEN_REQUEST -> openRequest;
            case READ_REQUEST -> readRequest;
            case READ_CERTIFICATE -> readCertificate;
            case READ_RECEIPT -> readReceipt;
            case READ_JWKS -> readKeys;
            case PLACE_HOLD -> placeHold;
            case READ_HOLDS -> readHolds;
            case READ_HOLD -> readHold;
            case READ_HELD -> readHeld;
            case RELEASE_HOLD -> releaseHold;
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
        return recordExpiry;
    }

    public WatchEvidence watchEvidence() {
        return watchEvidence;
    }

    public Purge purge() {
        return purge;
    }

    public Reviews reviews() {
        return reviews;
    }

    Regimes regimes() {
        return world.regimes();
    }

    public SweepErased sweepErased() {
        return sweepErased;
    }

    public TendHolds tendHolds() {
        return tendHolds;
    }

    public Door door() {
        return door;
    }

    /**
     * Takes restored copies in; run by an operator, never by a function.
     *
     * @param copies the names of the tables that were restored
     */
    public Restore restore(Map<Table, String> copies) {
        var dynamo = new Dynamo(world.dynamo(), world.tables());
        var guard = new GuardTag(world.kms(), world.masterKeys().getOrDefault(MasterKey.PSEUDONYM, ""));
        var recalled = new HashSet<String>();
        return new Restore(
                new DynamoRestoredCopy(new Dynamo(world.dynamo(), copies), copies.keySet()),
                new DynamoLiveTables(dynamo, world.regimes().response()),
                new DynamoTableSettings(world.dynamo(), world.tables(), guard::guarded),
                new DynamoChains(dynamo),
                door,
                wrap,
                arn -> {
                    if (recalled.add(arn)) {
                        rotateKeys.recall(arn);
                    }
                },
                world.clock());
    }

    public Handover handover() {
        return handover;
    }

    public RotateKeys rotateKeys() {
        return rotateKeys;
    }

    public VerifyKeys verifyKeys() {
        return verifyKeys;
    }

    public Epochs epochs() {
        return epochs;
    }

    public DynamoTenants tenants() {
        return tenants;
    }

    public Ids ids() {
        return ids;
    }

    public Log log() {
        return log;
    }

    /** Zeroes every key in memory. */
    public void forgetKeys() {
        unwrapped.clear();
    }

    /** Forgets all that is secret, unique or perishable: keys, wrapped or not, who is registered, which table holds the keys. */
    public void forgetEverything() {
        forgetKeys();
        vault.forget();
        pseudonyms.forget();
        tenants.forget();
        tableIds.forget();
        signer.forget();
    }

    /** Adds fresh chance to what is there, where the generator takes any. */
    void reseed() {
        if (random instanceof SecureRandom secure) {
            secure.setSeed(secure.generateSeed(SEED));
        }
    }
}
