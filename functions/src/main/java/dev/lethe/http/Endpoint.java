package dev.lethe.http;

/**
 * Answers one route.
 *
 * @param <B> the body it takes, or {@link Nothing}
 */
public interface Endpoint<B extends Record> {

    /** What goes in and comes out; the API's documentation is generated from it, and the router reads by it. */
    Contract<B> contract();

    Response handle(Request<B> request);
}
