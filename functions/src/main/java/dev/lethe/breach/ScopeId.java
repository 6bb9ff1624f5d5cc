package dev.lethe.breach;

import dev.lethe.kernel.Ids;
import dev.lethe.kernel.Text;
import java.time.Instant;

/** One count of who is affected by an incident. */
public record ScopeId(
        @Text(max = 30, form = ScopeId.FORM, example = "scp_01jd0000000000000000000000")
        String value) {
    static final String FORM = "scp_[0-9a-z]{26}";

    public ScopeId {
        if (!value.matches(FORM)) {
            throw new IllegalArgumentException("A scope is scp_ and 26 characters");
        }
    }

    /** A new one. */
    static ScopeId of(Ids ids, Instant now) {
        return new ScopeId("scp_" + ids.sortable(now));
    }

    @Override
    public String toString() {
        return value;
    }
}
