package dev.lethe.kernel;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A language, and a region where it matters (RFC 5646). */
public record LanguageTag(
        @Text(max = 6, form = LanguageTag.FORM, example = "en")
        String value) {
    static final String FORM = "[a-z]{2,3}(-[A-Z]{2})?";

    public LanguageTag {
        Written.check(value, FORM, "A language is two or three letters, and a region");
    }

    /** Which of some languages to use for somebody who would like this one: itself, else its language without a region. */
    public Optional<LanguageTag> among(Set<LanguageTag> offered) {
        return Stream.of(this, new LanguageTag(value.split("-", 2)[0]))
                .filter(offered::contains)
                .findFirst();
    }

    @Override
    public String toString() {
        return value;
    }
}
