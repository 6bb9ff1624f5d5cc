package dev.lethe.broken.rights;

/** Shreds. */
public interface Requests {
    boolean shred();
}
