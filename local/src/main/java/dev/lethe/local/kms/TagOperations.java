package dev.lethe.local.kms;

import static dev.lethe.local.kms.Names.KEY_ID;

import java.util.Map;

/** What can be done with the tags of a key. Here a key answers to its id and its ARN, but to no alias. */
final class TagOperations {
    private final Keyring keyring;

    TagOperations(Keyring keyring) {
        this.keyring = keyring;
    }

    Map<String, Operation> byName() {
        return Map.of(
                "TagResource",
                this::tagResource,
                "UntagResource",
                this::untagResource,
                "ListResourceTags",
                this::listResourceTags);
    }

    private Map<String, Object> tagResource(Input input) {
        input.only(KEY_ID, Tags.NAME);
        input.need(Tags.NAME);
        keyring.tag(key(input), Tags.read(input));
        return Map.of();
    }

    private Map<String, Object> untagResource(Input input) {
        input.only(KEY_ID, Tags.KEYS);
        input.need(Tags.KEYS);
        keyring.untag(key(input), Tags.readKeys(input));
        return Map.of();
    }

    private Map<String, Object> listResourceTags(Input input) {
        input.only(KEY_ID, Page.LIMIT, Page.MARKER);
        var page = Page.read(input, Tags.COUNT_MAX, Tags.COUNT_MAX, Tags::isKey);
        return page.of(Tags.NAME, Tags.sorted(keyring.describe(key(input)).tags()), Map.Entry::getKey, Tags::write);
    }

    private static String key(Input input) {
        var name = input.needKey(KEY_ID);
        if (Names.isAlias(name)) {
            throw new KmsFault(KmsFault.Kind.NOT_FOUND);
        }
        return name;
    }
}
