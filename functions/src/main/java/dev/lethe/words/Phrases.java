package dev.lethe.words;

import dev.lethe.kernel.Items;
import dev.lethe.kernel.LanguageTag;
import dev.lethe.kernel.Text;
import java.util.Map;
import java.util.Optional;

/**
 * What the suite says in one language.
 *
 * @param reviewed whether a lawyer who speaks the language has read the phrases
 * @param words by key; what stands in braces is filled in when it is said
 */
public record Phrases(
        LanguageTag language,
        boolean reviewed,

        @Text(max = Phrases.PHRASE_MAX) @Items(max = Phrases.PHRASES_MAX)
        Map<String, String> words) {
    static final int PHRASES_MAX = 100;

    /** As long as a platform's shortest message may be. */
    static final int PHRASE_MAX = 640;

    public String say(String key) {
        var phrase = words.get(key);
        if (phrase == null) {
            throw new IllegalStateException("every language has every phrase");
        }
        return phrase;
    }

    /** A phrase that there need not be. */
    public Optional<String> sayIfAny(String key) {
        return Optional.ofNullable(words.get(key));
    }

    /** A phrase with {@code value} where {@code {name}} stands. */
    public String say(String key, String name, String value) {
        return say(key).replace("{" + name + "}", value);
    }
}
