package dev.lethe.repeat;

import dev.lethe.crypto.Sealed;
import java.time.Instant;

/** An answer that was given, sealed under the tenant's key of the day it is forgotten on. */
public record Remembered(RepeatKey key, Sealed answer, Instant expiresAt) {}
