package dev.lethe.restore;

import dev.lethe.kernel.RequestId;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import java.time.Instant;

/**
 * One erasure that the evidence, or a request that is left, tells of.
 *
 * @param fence how often the person had been erased then, this time included
 */
public record Erased(Tenant tenant, SubjectId subject, int fence, Instant at, RequestId request) {}
