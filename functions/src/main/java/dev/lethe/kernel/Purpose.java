package dev.lethe.kernel;

/** What personal data is used for, as its notice names it. */
public record Purpose(
        @Text(max = 40, form = Purpose.FORM, example = "chat-history")
        String value) {
    static final String FORM = "[a-z][a-z0-9-]{1,39}";

    public Purpose {
        Written.check(value, FORM, "A purpose is a short lower-case slug");
    }

    @Override
    public String toString() {
        return value;
    }
}
