package dev.lethe.consent;

import dev.lethe.notice.Terms;
import dev.lethe.regime.Situation;
import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;
import java.util.Set;

/** A law that asks for what a test says. */
record FakeLaw(boolean parent, Optional<String> consent, boolean honoursSignals, Optional<Period> renewal)
        implements Law {
    /** Asks for nothing. */
    static final FakeLaw SILENT = new FakeLaw(false, Optional.empty(), false, Optional.empty());

    static final FakeLaw ASKS_PARENT = new FakeLaw(true, Optional.empty(), false, Optional.empty());
    static final FakeLaw ASKS_CONSENT = new FakeLaw(false, Optional.of("somewhere"), false, Optional.empty());
    static final FakeLaw HONOURS_SIGNALS = new FakeLaw(false, Optional.empty(), true, Optional.empty());

    static FakeLaw renewing(Period after) {
        return new FakeLaw(false, Optional.empty(), false, Optional.of(after));
    }

    @Override
    public boolean asksParent(Situation of, LocalDate on) {
        return parent;
    }

    @Override
    public Optional<String> asksForConsent(Terms terms, Situation of, LocalDate on) {
        return consent;
    }

    @Override
    public boolean honours(Signal signal, Situation of, LocalDate on) {
        return honoursSignals;
    }

    @Override
    public Optional<Period> renewAfter(Situation of, LocalDate on) {
        return renewal;
    }

    @Override
    public Set<String> applied(Situation of) {
        return Set.of();
    }
}
