package dev.lethe.kernel;

/** The name of a privacy notice, whatever its version. */
public record NoticeId(
        @Text(max = 40, form = NoticeId.FORM, example = "chat")
        String value) {
    static final String FORM = "[a-z][a-z0-9-]{1,39}";

    public NoticeId {
        Written.check(value, FORM, "A notice is a short lower-case slug");
    }

    @Override
    public String toString() {
        return value;
    }
}
