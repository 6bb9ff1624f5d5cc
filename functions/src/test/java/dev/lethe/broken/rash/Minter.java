package dev.lethe.broken.rash;

import dev.lethe.broken.crypto.Permit;

/** Allows itself. */
public final class Minter {
    public Permit permit() {
        return Permit.mint();
    }
}
