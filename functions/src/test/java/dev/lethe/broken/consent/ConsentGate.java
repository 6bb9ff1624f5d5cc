package dev.lethe.broken.consent;

import dev.lethe.broken.crypto.Permit;

/** May mint. */
public final class ConsentGate {
    public Permit permit() {
        return Permit.mint();
    }
}
