package dev.lethe.kernel;

/** A language, and a region where it matters (RFC 5646). */
public record LanguageTag(
        @Text(max = 6, form = LanguageTag.FORM, example = "en")
        String value) {
    static final String FORM = "[a-z]{2,3}(-[A-Z]{2})?";

    public LanguageTag {
        Written.check(value, FORM, "A language is two or three letters, and a region");
    }

    @Override
    public String toString() {
        return value;
    }
}
