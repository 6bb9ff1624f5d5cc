package dev.lethe.breach;

import dev.lethe.breach.Words.Finding;
import java.time.Instant;

/**
 * A finding that a detector has told.
 *
 * @param severe whether it is severe enough for somebody to have to look
 */
public record Found(Finding finding, Instant detectedAt, boolean severe) {}
