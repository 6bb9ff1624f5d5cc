package dev.lethe.retention;

import dev.lethe.kernel.Ids;
import dev.lethe.kernel.Text;
import java.time.Instant;

/** One run over everything that is kept of a tenant's people. */
public record RunId(
        @Text(max = 30, form = RunId.FORM, example = "run_01jd0000000000000000000000")
        String value) {
    static final String FORM = "run_[0-9a-z]{26}";

    public RunId {
        if (!value.matches(FORM)) {
            throw new IllegalArgumentException("A run is run_ and 26 characters");
        }
    }

    /** A new one. */
    public static RunId of(Ids ids, Instant now) {
        return new RunId("run_" + ids.sortable(now));
    }

    @Override
    public String toString() {
        return value;
    }
}
