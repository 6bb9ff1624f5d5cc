package dev.lethe.restore;

import java.time.Instant;

/**
 * Whether the suite serves. It is opened for exactly the tables it stands before, by the identities that a table keeps for life
 * and a restored copy does not have: a suite that is merely pointed at a restored table answers nobody, until the copy has
 * been taken in.
 */
public interface Door {

    /**
     * Passes when the suite serves.
     *
     * @throws dev.lethe.kernel.Closed when it does not
     */
    void enter();

    /** Opens a suite that never was open; changes nothing where it was. */
    void openFirst(Instant now);

    /** Opens for the tables there are now. */
    void open(Instant now);

    /** Closes: from the next request on nobody is answered. */
    void close(Instant now);

    /** What {@code keys} was called by the service when the suite was opened last, which its rows are bound to. */
    String keysTableWhenOpened();
}
