package dev.lethe.local.evidence;

/** What lies there is no export, or too large a one: nothing can be said of it. */
final class NotVerifiable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotVerifiable(String why) {
        super(why);
    }
}
