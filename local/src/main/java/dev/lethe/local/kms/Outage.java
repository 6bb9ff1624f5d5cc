package dev.lethe.local.kms;

/** The fault in force, and the place where requests wait out a silence. */
final class Outage {
    private Fault fault = Fault.NONE;
    private boolean closed;

    synchronized void set(Fault fault) {
        this.fault = fault;
        notifyAll();
    }

    /** Ends every silence for good, unanswered. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Holds a request for as long as the silence lasts. Says whether it may be answered at all. */
    synchronized boolean heard() throws InterruptedException {
        while (fault == Fault.SILENT && !closed) {
            wait();
        }
        return !closed;
    }

    /** Refuses a request as the fault in force does. */
    synchronized void strike() {
        switch (fault) {
            // A silence that falls between heard() and here comes too late for this request.
            case NONE, SILENT -> {}
            case ACCESS_DENIED -> throw new KmsFault(KmsFault.Kind.ACCESS_DENIED);
            case THROTTLED -> throw new KmsFault(KmsFault.Kind.THROTTLING);
            case INTERNAL -> throw new KmsFault(KmsFault.Kind.INTERNAL);
        }
    }
}
