package dev.lethe.local.kms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tags of a key, as the protocol and the key file write them. */
final class Tags {
    static final String NAME = "Tags";

    private static final int COUNT_MAX = 50;
    private static final int KEY_CHARACTERS_MAX = 128;
    private static final int VALUE_CHARACTERS_MAX = 256;
    private static final String RESERVED = "aws:";

    static Map<String, String> read(Input input) {
        var tags = new LinkedHashMap<String, String>();
        for (var tag : input.objects(NAME, COUNT_MAX)) {
            tag.only("TagKey", "TagValue");
            var key = tag.needText("TagKey", 1, KEY_CHARACTERS_MAX);
            var value = tag.needText("TagValue", 0, VALUE_CHARACTERS_MAX);
            if (key.startsWith(RESERVED) || tags.put(key, value) != null) {
                throw new KmsFault(KmsFault.Kind.TAG);
            }
        }
        return tags;
    }

    static List<Object> write(Map<String, String> tags) {
        return tags.entrySet().stream()
                .<Object>map(tag -> Map.of("TagKey", tag.getKey(), "TagValue", tag.getValue()))
                .toList();
    }

    private Tags() {}
}
