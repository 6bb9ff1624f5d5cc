package dev.lethe.broken.store;

import com.amazonaws.services.lambda.runtime.Context;

/** Speaks Lambda. */
public record Overheard(Context context) {}
