package dev.lethe.words;

import dev.lethe.http.Json;
import dev.lethe.http.Malformed;
import dev.lethe.http.Shape;
import dev.lethe.kernel.LanguageTag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The languages that the suite speaks. Each language's file is read when it is first spoken, and once: whoever speaks one does
 * not wait for nine.
 */
public final class Words {
    /** What is spoken where nothing else is understood. */
    static final LanguageTag ENGLISH = new LanguageTag("en");

    static final Set<LanguageTag> LANGUAGES = Stream.of("en", "de", "fr", "es", "it", "pt", "nl", "pl", "ja")
            .map(LanguageTag::new)
            .collect(Collectors.toUnmodifiableSet());

    private static final Map<LanguageTag, Phrases> READ = new ConcurrentHashMap<>();

    /** The phrases for somebody who would like {@code wanted}: in that, else in its language, else in English. */
    public Phrases in(Optional<LanguageTag> wanted) {
        return of(wanted.flatMap(tag -> tag.among(LANGUAGES)).orElse(ENGLISH));
    }

    Phrases of(LanguageTag language) {
        return READ.computeIfAbsent(language, Words::read);
    }

    /**
     * Reads a language's file.
     *
     * @throws IllegalStateException naming the file where it is not as it should be
     */
    private static Phrases read(LanguageTag language) {
        var name = language + ".json";
        try (var resource = Words.class.getResourceAsStream("/words/" + name)) {
            if (resource == null) {
                throw new IllegalStateException(name + " is part of the suite");
            }
            var tree = Json.read(resource.readAllBytes())
                    .orElseThrow(() -> new IllegalStateException(name + " is not JSON"));
            var phrases = Shape.of(Phrases.class).read(tree);
            if (!phrases.language().equals(language)) {
                throw new IllegalStateException(name + " is of another language");
            }
            return phrases;
        } catch (Malformed malformed) {
            throw new IllegalStateException(name + " is not of the right form", malformed);
        } catch (IOException e) {
            throw new UncheckedIOException("a language could not be read", e);
        }
    }
}
