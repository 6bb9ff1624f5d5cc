package dev.lethe.kernel;

/** One incident; sorts in the order incidents were opened in. */
public record IncidentId(
        @Text(max = 30, form = IncidentId.FORM, example = "inc_01jd0000000000000000000000")
        String value) {
    static final String FORM = "inc_[0-9a-z]{26}";

    public IncidentId {
        Written.check(value, FORM, "An incident is inc_ and 26 characters");
    }

    @Override
    public String toString() {
        return value;
    }
}
