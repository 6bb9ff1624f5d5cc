package dev.lethe.broken.retention;

/** Destroys. */
public interface EndedDays {
    boolean destroy();
}
