package dev.lethe.broken.keep;

import dev.lethe.broken.rights.Requests;

/** Shreds in fact. */
public final class Kept implements Requests {
    @Override
    public boolean shred() {
        return true;
    }
}
