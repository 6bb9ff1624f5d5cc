package dev.lethe.api;

/**
 * A call that only keeps a function's snapshot alive: Lambda gives up a snapshot that nobody used for 14 days, and the next call
 * then waits for a new one (https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html). Every function is pinged daily, and
 * answers without touching anything.
 */
public final class Ping {
    /** Stands where each kind of event says what it is: nothing else is called so. */
    public static final String MARK = "lethe.ping";

    /** The event, which every kind of entry point can read: as a route, as a schedule's detail type, as a stream's records. */
    public static final String EVENT = """
        {"routeKey":"lethe.ping","source":"lethe.ping","detail-type":"lethe.ping","Records":[]}\
        """;

    private Ping() {}
}
