package dev.lethe.local.kms;

/** The fault in force, and the place where requests wait out a silence. */
final class Outage {
    private static final int ENDLESS = Integer.MAX_VALUE;

    private Fault fault = Fault.NONE;
    private int left = ENDLESS;
    private long changes;
    private boolean closed;

    synchronized void set(Fault fault) {
        set(fault, ENDLESS);
    }

    /** Puts a fault in force for so many requests, in place of any before. */
    synchronized void set(Fault fault, int times) {
        this.fault = fault;
        left = times;
        changes++;
        notifyAll();
    }

    /** Ends every silence for good, unanswered. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /**
     * Refuses a request as the fault in force does, or holds it for as long as the silence lasts. Says whether it may
     * be answered at all.
     */
    synchronized boolean passes() throws InterruptedException {
        while (!closed) {
            var met = next();
            if (met != Fault.SILENT) {
                strike(met);
                return true;
            }
            // A silence outlasts its count: whom it has met waits for another word.
            var before = changes;
            while (changes == before && !closed) {
                wait();
            }
        }
        return false;
    }

    private Fault next() {
        if (left == 0) {
            return Fault.NONE;
        }
        if (left != ENDLESS) {
            left--;
        }
        return fault;
    }

    private static void strike(Fault fault) {
        switch (fault) {
            case NONE, SILENT -> {}
            case ACCESS_DENIED -> throw new KmsFault(KmsFault.Kind.ACCESS_DENIED);
            case THROTTLED -> throw new KmsFault(KmsFault.Kind.THROTTLING);
            case LIMIT_EXCEEDED -> throw new KmsFault(KmsFault.Kind.LIMIT_EXCEEDED);
            case INTERNAL -> throw new KmsFault(KmsFault.Kind.INTERNAL);
            case DEPENDENCY_TIMEOUT -> throw new KmsFault(KmsFault.Kind.DEPENDENCY_TIMEOUT);
            case KEY_UNAVAILABLE -> throw new KmsFault(KmsFault.Kind.KEY_UNAVAILABLE);
        }
    }
}
