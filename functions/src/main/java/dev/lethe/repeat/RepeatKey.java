package dev.lethe.repeat;

import dev.lethe.kernel.Tenant;

/**
 * A client's {@code Idempotency-Key}, by its keyed hash.
 *
 * @param digest keyed, of the route and the body it came with
 */
public record RepeatKey(Tenant tenant, String handle, String digest) {}
