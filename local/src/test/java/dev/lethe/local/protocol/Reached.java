package dev.lethe.local.protocol;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;

/** Thrown at the first call behind an actor's record. An error, so that nothing in between takes it for a failure of the call. */
final class Reached extends Error {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // Never written.
    private final @Nullable SdkRequest request;

    /** @param request absent when the actor waits */
    Reached(@Nullable SdkRequest request) {
        super("reached", null, false, false);
        this.request = request;
    }

    @Nullable
    SdkRequest request() {
        return request;
    }
}
