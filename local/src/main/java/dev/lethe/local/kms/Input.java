package dev.lethe.local.kms;

import dev.lethe.http.Json;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The members of one JSON object, each read as what it should be or refused by its name. */
record Input(Map<?, ?> members) {
    /** Reads a body, which must be one JSON object. */
    static Input read(byte[] json) {
        if (Json.read(json).orElse(Json.Null.NULL) instanceof Map<?, ?> members) {
            return new Input(members);
        }
        throw new KmsFault(KmsFault.Kind.SERIALIZATION);
    }

    /** Refuses every other member, rather than ignore what it asks for. */
    void only(String... names) {
        if (!Set.of(names).containsAll(members.keySet())) {
            throw new KmsFault(KmsFault.Kind.UNSUPPORTED);
        }
    }

    /** Refuses a value other than the only one that there is here. */
    void fixed(String name, Object value) {
        if (member(name).filter(given -> !given.equals(value)).isPresent()) {
            throw new KmsFault(KmsFault.Kind.UNSUPPORTED);
        }
    }

    /** Refuses a member that has no meaning beside another. */
    void refuse(String name) {
        if (member(name).isPresent()) {
            throw KmsFault.invalid(name);
        }
    }

    /** Refuses to go on without a member, for those that are empty when they are not given. */
    void need(String name) {
        if (member(name).isEmpty()) {
            throw KmsFault.invalid(name);
        }
    }

    Optional<String> text(String name, int min, int max) {
        return member(name).map(value -> {
            if (value instanceof String text && text.length() >= min && text.length() <= max) {
                return text;
            }
            throw KmsFault.invalid(name);
        });
    }

    String needText(String name, int min, int max) {
        return text(name, min, max).orElseThrow(() -> KmsFault.invalid(name));
    }

    /** What a key may be called by, whether or not there is one. */
    Optional<String> key(String name) {
        return text(name, 1, Names.KEY_ID_CHARACTERS_MAX);
    }

    String needKey(String name) {
        return key(name).orElseThrow(() -> KmsFault.invalid(name));
    }

    Optional<Integer> integer(String name, int min, int max) {
        return member(name).map(value -> {
            if (value instanceof Integer number && number >= min && number <= max) {
                return number;
            }
            throw KmsFault.invalid(name);
        });
    }

    byte[] needBlob(String name, int max) {
        // Base64 writes three bytes in four characters.
        var text = needText(name, 1, (max + 2) / 3 * 4);
        try {
            var bytes = Base64.getDecoder().decode(text);
            if (bytes.length <= max) {
                return bytes;
            }
        } catch (IllegalArgumentException _) {
            // Its message quotes the input, so it goes no further.
        }
        throw KmsFault.invalid(name);
    }

    /** A map of texts to texts, empty when it is not given. */
    Map<String, String> pairs(String name) {
        var pairs = new LinkedHashMap<String, String>();
        switch (member(name).orElse(Map.of())) {
            case Map<?, ?> given ->
                given.forEach((key, value) -> {
                    if (!(key instanceof String left) || !(value instanceof String right)) {
                        throw KmsFault.invalid(name);
                    }
                    pairs.put(left, right);
                });
            default -> throw KmsFault.invalid(name);
        }
        return pairs;
    }

    /** A list of texts, empty when it is not given. */
    List<String> texts(String name, int max) {
        return items(name, max).stream()
                .map(item -> {
                    if (item instanceof String text) {
                        return text;
                    }
                    throw KmsFault.invalid(name);
                })
                .toList();
    }

    /** A list of objects, empty when it is not given. */
    List<Input> objects(String name, int max) {
        var objects = new ArrayList<Input>();
        for (var item : items(name, max)) {
            if (!(item instanceof Map<?, ?> object)) {
                throw KmsFault.invalid(name);
            }
            objects.add(new Input(object));
        }
        return objects;
    }

    private List<?> items(String name, int max) {
        if (member(name).orElse(List.of()) instanceof List<?> items && items.size() <= max) {
            return items;
        }
        throw KmsFault.invalid(name);
    }

    private Optional<Object> member(String name) {
        return Optional.<Object>ofNullable(members.get(name)).filter(value -> value != Json.Null.NULL);
    }
}
