package dev.lethe.notice;

import dev.lethe.http.Contract;
import dev.lethe.http.Endpoint;
import dev.lethe.http.Nothing;
import dev.lethe.http.Request;
import dev.lethe.http.Response;
import dev.lethe.notice.Reviews.Overdue;
import java.util.List;

/** Answers {@code READ_REVIEWS}. */
public final class ReadReviews implements Endpoint<Nothing> {

    /** What is overdue, the longest first. */
    public record Answer(List<Overdue> overdue) {}

    private final Reviews reviews;

    public ReadReviews(Reviews reviews) {
        this.reviews = reviews;
    }

    @Override
    public Contract<Nothing> contract() {
        return Contract.reading("Read which notices and figures of the law should have been looked at again")
                .answers(200, Answer.class);
    }

    @Override
    public Response handle(Request<Nothing> request) {
        return Response.ok(new Answer(reviews.overdue(request.tenant())));
    }
}
