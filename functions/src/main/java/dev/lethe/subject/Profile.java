package dev.lethe.subject;

import dev.lethe.crypto.Sealed;
import dev.lethe.retention.Expiry;

/**
 * A person's profile as it is stored.
 *
 * @param revision of what stands for the person, as of this profile: the label it is sealed under says it, so that an earlier one
 *     put in its place does not open
 */
public record Profile(Sealed sealed, Expiry expiry, int revision) {}
