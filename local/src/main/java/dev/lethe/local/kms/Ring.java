package dev.lethe.local.kms;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** All keys and aliases at one moment, and the ids of the keys that were. Every alias stands for a key that is here. */
record Ring(Map<UUID, Key> keys, SortedMap<String, Alias> aliases, Set<UUID> destroyed) {
    static final Ring EMPTY = new Ring(Map.of(), Collections.emptySortedMap(), Set.of());

    Ring {
        keys = Map.copyOf(keys);
        aliases = Collections.unmodifiableSortedMap(new TreeMap<>(aliases));
        destroyed = Set.copyOf(destroyed);
    }

    Optional<Key> key(UUID id) {
        return Optional.ofNullable(keys.get(id));
    }

    Optional<Alias> alias(String name) {
        return Optional.ofNullable(aliases.get(name));
    }

    Ring with(Key key) {
        var next = new HashMap<>(keys);
        next.put(key.id(), key);
        return new Ring(next, aliases, destroyed);
    }

    Ring with(Alias alias) {
        var next = new TreeMap<>(aliases);
        next.put(alias.name(), alias);
        return new Ring(keys, next, destroyed);
    }

    Ring without(Alias alias) {
        var next = new TreeMap<>(aliases);
        next.remove(alias.name());
        return new Ring(keys, next, destroyed);
    }

    /** Without these keys and the aliases that stood for them. */
    Ring without(Set<UUID> gone) {
        var left = new HashMap<>(keys);
        left.keySet().removeAll(gone);
        var named = new TreeMap<>(aliases);
        named.values().removeIf(alias -> gone.contains(alias.target()));
        var were = new HashSet<>(destroyed);
        were.addAll(gone);
        return new Ring(left, named, were);
    }
}
