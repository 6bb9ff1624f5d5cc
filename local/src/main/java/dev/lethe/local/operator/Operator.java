package dev.lethe.local.operator;

import dev.lethe.api.Table;
import dev.lethe.epoch.Epoch;
import dev.lethe.epoch.EpochRules;
import dev.lethe.epoch.VerifyKeys;
import dev.lethe.kernel.ClientId;
import dev.lethe.kernel.Site;
import dev.lethe.kernel.Tenant;
import dev.lethe.lambda.Suite;
import dev.lethe.local.evidence.EvidenceExport;
import dev.lethe.local.evidence.KeptCheckpoints;
import dev.lethe.restore.Restore;
import dev.lethe.restore.TableSettings;
import dev.lethe.retention.PurgeRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Carries out an operator's commands on a suite, and tells of them line by line. */
public final class Operator {
    /** The longest a command goes on; the next takes up where it stopped. */
    public static final Duration COMMAND_MAX = Duration.ofHours(12);

    private final Suite suite;
    private final KeptCheckpoints checkpoints;
    private final Consumer<String> out;

    /** An operator who has nothing to do with checkpoints. */
    public Operator(Suite suite, Consumer<String> out) {
        this(suite, KeptCheckpoints.NOWHERE, out);
    }

    public Operator(Suite suite, KeptCheckpoints checkpoints, Consumer<String> out) {
        this.suite = suite;
        this.checkpoints = checkpoints;
        this.out = out;
    }

    /** Has a new epoch begin as soon as its key is known everywhere, and takes every step that is due; false when rows are stuck. */
    public boolean rotate() {
        var report = suite.rotateKeys()
                .run(
                        true,
                        () -> COMMAND_MAX,
                        pass -> out.accept("pass " + pass.number() + ": " + pass.rewrapped() + " keys wrapped anew, "
                                + pass.stuck() + " stuck"));
        out.accept((report.turned() ? "epoch " + report.current() + " has begun" : "epoch " + report.current())
                + "; " + report.rewrapped() + " keys wrapped anew, " + report.disabled() + " old keys disabled, "
                + report.deleted() + " seen to be deleted");
        for (var epoch : suite.epochs().all()) {
            if (epoch.state() == Epoch.State.PREPARING) {
                epoch.madeAt()
                        .ifPresent(made -> out.accept("epoch " + epoch.number() + " begins at "
                                + shortly(made.plus(EpochRules.TAG_COUNTS)) + ", when its key is known everywhere"));
            }
        }
        out.accept(report.waitingUntil()
                .map(until -> "next step at " + until + ": the hourly schedule takes it, or run this again")
                .orElse("not done: run this again"));
        return report.stuck() == 0;
    }

    /** Tells of every epoch, and how many keys each wraps. */
    public boolean status() {
        var counted = suite.verifyKeys().count();
        out.accept("%5s  %-9s  %-20s  %10s  %s".formatted("epoch", "state", "since", "keys", "key"));
        for (var epoch : suite.epochs().all()) {
            out.accept("%5d  %-9s  %-20s  %10d  %s"
                    .formatted(
                            epoch.number(),
                            epoch.state().name().toLowerCase(Locale.ROOT),
                            shortly(since(epoch)),
                            counted.rows().getOrDefault(epoch.number(), 0L),
                            epoch.arn().map(arn -> arn.replaceAll(".*/", "")).orElse("-")));
            if (epoch.state() == Epoch.State.DELETING) {
                out.accept("       will be deleted at "
                        + shortly(epoch.deletionAt().orElse(Instant.EPOCH)));
            }
        }
        suite.epochs()
                .pass()
                .filter(pass -> pass.cursor().isPresent())
                .ifPresent(pass ->
                        out.accept("pass " + pass.number() + " is under way: " + pass.rewrapped() + " wrapped anew"));
        if (suite.epochs().all().isEmpty()) {
            out.accept("no epoch is written down yet: the first rotation does that");
        }
        return unknown(counted);
    }

    /** Unwraps every key; false when one does not, or is wrapped by a key that is no epoch's. */
    public boolean verify() {
        var found = suite.verifyKeys().unwrapEach(seen -> out.accept(seen + " keys looked at"));
        out.accept(found.unwrapped() + " keys unwrap, " + found.broken() + " do not");
        counted(found.twice(), "keys stand in a second row: one of the two was copied, to become somebody else's");
        found.named().forEach(row -> out.accept("  look at: " + row));
        return unknown(found) && found.broken() == 0 && found.twice() == 0;
    }

    private boolean unknown(VerifyKeys.Report found) {
        var unknown = found.rows().getOrDefault(0, 0L);
        if (unknown > 0 && !suite.epochs().all().isEmpty()) {
            out.accept(unknown + " keys are wrapped by a key that is no epoch's");
            return false;
        }
        return true;
    }

    /** Purges every tenant, as the hourly schedule does; false when one's purge could not be carried out. */
    public boolean purge(boolean json) {
        suite.door().enter();
        var purging = new Purging(out, json);
        return purging.tell(suite.purge().run(PurgeRun.By.OPERATOR, () -> COMMAND_MAX, purging::tell));
    }

    /** Lets a tenant in, and clients that call for it; false when one calls for another. Opens a suite that never was. */
    public boolean admit(Tenant tenant, List<ClientId> clients) {
        suite.door().openFirst(Instant.now());
        suite.tenants().register(tenant, () -> new Site(suite.ids().random()));
        out.accept("site of " + tenant.value() + ": "
                + suite.tenants().siteOf(tenant).value());
        var sound = true;
        for (var client : clients) {
            suite.tenants().register(client, tenant);
            var its = suite.tenants().of(client).equals(Optional.of(tenant));
            out.accept(
                    "client " + client.value() + (its ? " calls for " + tenant.value() : " calls for another tenant"));
            sound &= its;
        }
        return sound;
    }

    /** Takes evidence out, line by line. */
    public boolean export(boolean receipts) {
        new EvidenceExport(suite.handover(), checkpoints, out).run(receipts);
        return true;
    }

    /** Takes restored copies in, or says what that would do. */
    public boolean restore(Map<Table, String> copies, boolean rehearse) {
        var restore = suite.restore(copies);
        tell(rehearse ? restore.rehearse(out) : restore.run(out), rehearse);
        return true;
    }

    private void tell(Restore.Report report, boolean rehearsed) {
        var would = rehearsed ? "would be " : "";
        report.copied()
                .forEach((table, rows) -> out.accept(
                        rows + " rows of " + table.name().toLowerCase(Locale.ROOT) + " " + would + "taken over"));
        report.left()
                .forEach((why, rows) -> out.accept(rows + " rows " + would + "left out: "
                        + switch (why) {
                            case EXPIRED -> "their time is over";
                            case GONE -> "they went after the copy was made, as the evidence says";
                            case ERASED -> "they belonged to people whose key is gone";
                            case RELEASED -> "they belonged to legal holds that are released";
                            case PASSING -> "they are of one table or one hour only";
                            case NOT_UNDERSTOOD ->
                                "this version does not understand them; the copy still has them: restore it again with"
                                        + " the version that wrote them";
                        }));
        counted(report.buried(), "people " + would + "kept erased: the copy was made before they were");
        counted(report.daysEnded(), "days' keys " + would + "kept destroyed: these days are over");
        counted(report.rebuilt(), "people for whom something else stands than the copy said");
        counted(report.gaps(), "people of whom the records know more than the evidence that is left proves");
        counted(report.broken(), "chains of evidence that do not hold together");
        counted(report.noticesLost(), "notices whose current text is gone: publish them again");
        counted(
                report.closed(),
                "tenants nothing of whose past may be used: the evidence was lost together with what it proves, and"
                        + " nobody can say what was withdrawn or erased after the copy was made. People have to be asked"
                        + " again");
        report.settings().forEach(this::tell);
        if (rehearsed) {
            out.accept("nothing was changed; what stands per person is made anew from the evidence in the real run");
        }
    }

    private void tell(TableSettings.Found found) {
        var setting = found.table().name().toLowerCase(Locale.ROOT) + ": "
                + switch (found.setting()) {
                    case EXPIRY -> found.table().expires() ? "expiry" : "no expiry";
                    case STREAM -> found.table().streams() ? "a stream" : "no stream";
                    case RECOVERY ->
                        "recovery to any second of " + found.table().recoveryDays() + " days";
                    case PROTECTION -> "protection from deletion";
                };
        switch (found.state()) {
            case STANDS -> {
                // As it should be.
            }
            case LOST -> out.accept(setting + " was lost, and would be set");
            case SET -> {
                out.accept(setting + " was lost, and is set");
                if (found.setting() == TableSettings.Setting.STREAM
                        && found.table().streams()) {
                    out.accept("  the stream is another one: deploy again, so that functions follow it");
                }
            }
            case UNKNOWN -> out.accept(setting + " is unknown to this engine: look after it yourself");
        }
    }

    private void counted(long count, String what) {
        if (count > 0) {
            out.accept(count + " " + what);
        }
    }

    private static Instant since(Epoch epoch) {
        return Stream.of(
                        epoch.deletedAt(),
                        epoch.deletionAt().map(at -> at.minus(EpochRules.DELETION_WINDOW)),
                        epoch.disabledAt(),
                        epoch.rewrappedAt(),
                        epoch.endedAt(),
                        epoch.begunAt())
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(epoch.preparedAt());
    }

    private static String shortly(Instant at) {
        return at.truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString();
    }
}
