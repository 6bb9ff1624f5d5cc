package dev.lethe.lambda;

import dev.lethe.http.Contract;
import dev.lethe.http.Endpoint;
import dev.lethe.http.Nothing;
import dev.lethe.http.Request;
import dev.lethe.http.Response;

/** Answers {@code READ_HEALTH}: that a function runs, and nothing about what it holds. */
final class ReadHealth implements Endpoint<Nothing> {

    /** It runs. */
    record Answer(String status) {}

    @Override
    public Contract<Nothing> contract() {
        return Contract.reading("Whether the suite answers").answers(200, Answer.class);
    }

    @Override
    public Response handle(Request<Nothing> request) {
        return Response.ok(new Answer("ok"));
    }
}
