package dev.lethe.kernel;

/**
 * The suite does not serve: its tables are not those it was opened for, or a restored copy is being taken in. What was taken
 * back since the copy was made must not come to life again meanwhile.
 */
public final class Closed extends Unavailable {
    private static final long serialVersionUID = 1L;

    public Closed() {
        super("closed");
    }
}
