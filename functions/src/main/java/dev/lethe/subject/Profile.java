package dev.lethe.subject;

import dev.lethe.crypto.Sealed;
import dev.lethe.retention.Expiry;

/** A person's profile as it is stored. */
public record Profile(Sealed sealed, Expiry expiry) {}
