package dev.lethe.kernel;

import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Checks that a noun is written as it should be, saying what it should be and never what it was. */
final class Written {
    private static final ConcurrentHashMap<String, Pattern> FORMS = new ConcurrentHashMap<>();

    static void check(String value, String form, String rule) {
        if (!FORMS.computeIfAbsent(form, Pattern::compile).matcher(value).matches()) {
            throw new IllegalArgumentException(rule);
        }
    }

    private Written() {}
}
