package dev.lethe.breach;

import dev.lethe.kernel.IncidentId;
import java.time.Instant;

/**
 * That a detector's finding has been taken in.
 *
 * @param finding a hash of what the detector calls it
 * @param updatedAt when the detector had changed it last
 * @param revision counts how often it was taken in
 */
public record Sighting(String finding, IncidentId incident, Instant updatedAt, long revision) {}
