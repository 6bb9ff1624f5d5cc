package dev.lethe.broken.rash;

import dev.lethe.broken.keep.Kept;
import dev.lethe.broken.rights.Requests;

/** Shreds unasked. */
public final class Shredder {
    public boolean asked(Requests requests) {
        return requests.shred();
    }

    public boolean implemented(Kept requests) {
        return requests.shred();
    }
}
