package dev.lethe.kernel;

/** One request of a person about their data; sorts in the order requests came in. */
public record RequestId(
        @Text(max = 30, form = RequestId.FORM, example = "req_01jd0000000000000000000000")
        String value) {
    static final String FORM = "req_[0-9a-z]{26}";

    public RequestId {
        Written.check(value, FORM, "A request is req_ and 26 characters");
    }

    @Override
    public String toString() {
        return value;
    }
}
