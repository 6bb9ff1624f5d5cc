package dev.lethe.notice;

import dev.lethe.kernel.LanguageTag;
import dev.lethe.kernel.NoticeId;
import dev.lethe.kernel.Purpose;
import java.time.Instant;
import java.util.Optional;

/**
 * One published version of a notice. Never changes.
 *
 * @param version 1 for the first
 * @param hash of the text as published, in hex
 */
public record Notice(NoticeId id, int version, Instant publishedAt, String hash, NoticeDraft text) {

    /** From when it binds. */
    public Instant effectiveAt() {
        return text.effectiveAt().filter(publishedAt::isBefore).orElse(publishedAt);
    }

    public Optional<Terms> terms(Purpose purpose) {
        return text.purposes().stream()
                .filter(terms -> terms.purpose().equals(purpose))
                .findFirst();
    }

    /** The language to use for somebody who would like {@code wanted}: that, else its language, else the default. */
    public LanguageTag language(Optional<LanguageTag> wanted) {
        return wanted.flatMap(tag -> tag.among(text.wordings().keySet())).orElse(text.locale());
    }

    /** The words in a language that {@link #language} chose. */
    public Wording wording(LanguageTag language) {
        var wording = text.wordings().get(language);
        if (wording == null) {
            throw new IllegalStateException("a language is chosen from those there are");
        }
        return wording;
    }
}
