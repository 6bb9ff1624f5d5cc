package dev.lethe.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an endpoint takes and answers.
 *
 * @param body the record its body is read into
 * @param answers by status, the record it answers with
 * @param document the media type of what it answers instead of a record, where it does
 * @param problems those it may report beside the ones every route may
 */
public record Contract<B extends Record>(
        String summary,
        Class<B> body,
        List<Parameter> query,
        Map<Integer, Class<? extends Record>> answers,
        Optional<String> document,
        Set<Problem> problems,
        boolean idempotencyKey) {

    /** A query parameter, written as {@code type}. */
    public record Parameter(String name, Class<?> type, boolean required) {}

    public static Contract<Nothing> reading(String summary) {
        return taking(summary, Nothing.class);
    }

    public static <B extends Record> Contract<B> taking(String summary, Class<B> body) {
        return new Contract<>(summary, body, List.of(), Map.of(), Optional.empty(), Set.of(), false);
    }

    public Contract<B> query(String name, Class<?> type, boolean required) {
        var all = new ArrayList<>(query);
        all.add(new Parameter(name, type, required));
        return new Contract<>(summary, body, all, answers, document, problems, idempotencyKey);
    }

    public Contract<B> answers(int status, Class<? extends Record> answer) {
        var all = new LinkedHashMap<>(answers);
        all.put(status, answer);
        return new Contract<>(summary, body, query, all, document, problems, idempotencyKey);
    }

    /** Answers a document of that media type. */
    public Contract<B> answers(String mediaType) {
        return new Contract<>(summary, body, query, answers, Optional.of(mediaType), problems, idempotencyKey);
    }

    public Contract<B> refuses(Problem... more) {
        var all = new LinkedHashSet<>(problems);
        all.addAll(List.of(more));
        return new Contract<>(summary, body, query, answers, document, all, idempotencyKey);
    }

    /** Honours the {@code Idempotency-Key} header. */
    public Contract<B> idempotent() {
        return new Contract<>(summary, body, query, answers, document, problems, true).refuses(Problem.OTHER_CONTENT);
    }
}
