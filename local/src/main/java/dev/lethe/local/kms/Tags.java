package dev.lethe.local.kms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tags of a key, as the protocol and the key file write them. */
final class Tags {
    static final String NAME = "Tags";
    static final String KEYS = "TagKeys";
    static final int COUNT_MAX = 50;
    static final int KEY_CHARACTERS_MAX = 128;

    private static final String KEY = "TagKey";
    private static final String VALUE = "TagValue";
    private static final int VALUE_CHARACTERS_MAX = 256;
    private static final String RESERVED = "aws:";

    /** Reads the tags that a caller may set. */
    static Map<String, String> read(Input input) {
        var tags = readKept(input);
        if (tags.keySet().stream().anyMatch(key -> key.regionMatches(true, 0, RESERVED, 0, RESERVED.length()))) {
            throw new KmsFault(KmsFault.Kind.TAG);
        }
        return tags;
    }

    /** Reads tags that are set, whatever may be set now. */
    static Map<String, String> readKept(Input input) {
        var tags = new LinkedHashMap<String, String>();
        for (var tag : input.objects(NAME, Integer.MAX_VALUE)) {
            tag.only(KEY, VALUE);
            var key = tag.needText(KEY, 1, KEY_CHARACTERS_MAX);
            var value = tag.needText(VALUE, 0, VALUE_CHARACTERS_MAX);
            if (tags.put(key, value) != null) {
                throw new KmsFault(KmsFault.Kind.TAG);
            }
        }
        return bounded(tags);
    }

    /** Reads the keys of tags to remove. */
    static List<String> readKeys(Input input) {
        var keys = input.texts(KEYS, COUNT_MAX);
        if (!keys.stream().allMatch(Tags::isKey)) {
            throw KmsFault.invalid(KEYS);
        }
        return keys;
    }

    static boolean isKey(String text) {
        return !text.isEmpty() && text.length() <= KEY_CHARACTERS_MAX;
    }

    /** All of these, with the second's value where both have a key. */
    static Map<String, String> join(Map<String, String> first, Map<String, String> second) {
        var tags = new LinkedHashMap<>(first);
        tags.putAll(second);
        return bounded(tags);
    }

    private static Map<String, String> bounded(Map<String, String> tags) {
        if (tags.size() > COUNT_MAX) {
            throw new KmsFault(KmsFault.Kind.TAG);
        }
        return tags;
    }

    /** In the order of their keys. */
    static List<Map.Entry<String, String>> sorted(Map<String, String> tags) {
        return List.copyOf(new TreeMap<>(tags).entrySet());
    }

    static List<Map<String, Object>> write(Map<String, String> tags) {
        return sorted(tags).stream().map(Tags::write).toList();
    }

    static Map<String, Object> write(Map.Entry<String, String> tag) {
        return Map.of(KEY, tag.getKey(), VALUE, tag.getValue());
    }

    private Tags() {}
}
