package dev.lethe.conversation;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Decides what of a text may be counted as a word. Pure. Whatever may be a number, an address or a handle is none, and neither is what
 * is longer than words are. Which words are told is decided by how many people used them, and not here.
 */
final class WordRules {
    static final int LENGTH_MIN = 3;
    static final int LENGTH_MAX = 24;

    /** How many different words of one text are looked at. */
    static final int WORDS_MAX = 500;

    private static final Pattern BETWEEN = Pattern.compile("[\\p{Z}\\s]+");

    /** A handle, an address, a name of a file or a host, a formula, a number. */
    private static final Pattern TELLING = Pattern.compile("[@#_/\\\\=<>|]|\\p{N}|[\\p{L}\\p{M}][.:][\\p{L}\\p{M}]");

    private static final Pattern BESIDE = Pattern.compile("[^\\p{L}\\p{M}]+");

    static Set<String> words(String text) {
        var words = new TreeSet<String>();
        for (var piece : BETWEEN.split(Normalizer.normalize(text, Normalizer.Form.NFKC), -1)) {
            if (TELLING.matcher(piece).find()) {
                continue;
            }
            for (var part : BESIDE.split(piece.toLowerCase(Locale.ROOT), -1)) {
                var length = part.codePointCount(0, part.length());
                if (length >= LENGTH_MIN && length <= LENGTH_MAX && words.size() < WORDS_MAX) {
                    words.add(part);
                }
            }
        }
        return words;
    }

    private WordRules() {}
}
