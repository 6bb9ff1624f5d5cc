package dev.lethe.restore;

import dev.lethe.kernel.RequestId;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import java.time.Duration;
import java.time.Instant;

/**
 * One erasure that the evidence, or a request that is left, tells of.
 *
 * @param fence how often the person had been erased then, this time included, since their last tombstone went
 */
public record Erased(Tenant tenant, SubjectId subject, int fence, Instant at, RequestId request) {
    /** Further apart than this, the time tells what came first, whatever clocks differ by; closer, the fence does. */
    static final Duration CLOSE = Duration.ofDays(1);

    /**
     * Whether it came after what a row says.
     *
     * @param since when the row's key was made, or its person was erased
     */
    boolean after(int rowsFence, Instant since) {
        return Duration.between(since, at).abs().compareTo(CLOSE) > 0 ? at.isAfter(since) : fence > rowsFence;
    }

    /** Of two erasures of one person the later one. */
    static Erased later(Erased one, Erased other) {
        return other.after(one.fence, one.at) ? other : one;
    }
}
