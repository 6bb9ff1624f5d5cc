package dev.lethe.http;

import java.util.Map;

/**
 * A refusal on its way out of an endpoint. Used where a refusal may come from several steps down; outcomes that the
 * rules decide are answered by the endpoint's own {@code switch}.
 */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Problem problem;
    private final transient Map<String, Object> extension;

    public Refused(Problem problem) {
        this(problem, Map.of());
    }

    /** Refuses with extension members (RFC 9457, section 3.2), as a JSON tree. */
    public Refused(Problem problem, Map<String, Object> extension) {
        super(problem.slug(), null, false, false);
        this.problem = problem;
        this.extension = extension;
    }

    public Problem problem() {
        return problem;
    }

    public Map<String, Object> extension() {
        return extension;
    }
}
