package dev.lethe.certificate;

import dev.lethe.api.Table;
import dev.lethe.certificate.Facts.Holding;
import dev.lethe.epoch.Epochs;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import java.time.Instant;
import java.time.Period;

/** Tells when what was destroyed is gone from every copy, too. */
public final class WhenFinal {
    private static final Period RECOVERY = Period.ofDays(Table.KEYS.recoveryDays());

    private final Facts facts;
    private final Epochs epochs;

    public WhenFinal(Facts facts, Epochs epochs) {
        this.facts = facts;
        this.epochs = epochs;
    }

    /** As far as can be told now of a person who was erased then. */
    public FinalAt ofErasure(Tenant tenant, SubjectId subject, Instant erasedAt, Instant now) {
        return of(erasedAt, facts.holding(tenant, subject, erasedAt), now);
    }

    FinalAt of(Instant destroyedAt, Holding holding, Instant now) {
        return CertificateRules.finalAt(epochs.all(), destroyedAt, RECOVERY, holding, now);
    }
}
