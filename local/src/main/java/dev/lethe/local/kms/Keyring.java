package dev.lethe.local.kms;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The keys, their states and their aliases, with the rules of AWS KMS. Every change is kept before its method returns,
 * and a key whose deletion has come due is destroyed before anything else happens.
 */
final class Keyring {
    private final KeyFile file;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private Ring ring;

    Keyring(KeyFile file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
        this.ring = file.load();
        destroyDue();
    }

    synchronized Key create(Spec spec, String description, String policy, Map<String, String> tags) {
        destroyDue();
        var material = Material.random(spec, random);
        var key = new Key(
                UUID.randomUUID(), material, description, policy, tags, clock.instant(), new KeyState.Enabled());
        keep(ring.with(key));
        return key;
    }

    synchronized Key describe(String name) {
        destroyDue();
        return find(name);
    }

    /** Every key that is not destroyed, in the order of their ids as they are written. */
    synchronized List<Key> keys() {
        destroyDue();
        return ring.keys().values().stream()
                .sorted(Comparator.comparing(key -> key.id().toString()))
                .toList();
    }

    /** The key of a name, which must be enabled. */
    synchronized Key usable(String name) {
        destroyDue();
        var key = find(name);
        refuseUnusable(key);
        return key;
    }

    synchronized void tag(String name, Map<String, String> tags) {
        destroyDue();
        var key = find(name);
        refusePending(key);
        keep(ring.with(key.with(Tags.join(key.tags(), tags))));
    }

    /** Removes the tags of these keys, as far as there are any. */
    synchronized void untag(String name, List<String> tagKeys) {
        destroyDue();
        var key = find(name);
        refusePending(key);
        var left = new HashMap<>(key.tags());
        left.keySet().removeAll(Set.copyOf(tagKeys));
        keep(ring.with(key.with(left)));
    }

    synchronized void createAlias(String name, String target) {
        destroyDue();
        var key = find(target);
        if (ring.alias(name).isPresent()) {
            throw new KmsFault(KmsFault.Kind.ALREADY_EXISTS);
        }
        refusePending(key);
        var now = clock.instant();
        keep(ring.with(new Alias(name, key.id(), now, now)));
    }

    synchronized void updateAlias(String name, String target) {
        destroyDue();
        var alias = findAlias(name);
        var key = find(target);
        refusePending(key);
        keep(ring.with(new Alias(name, key.id(), alias.created(), clock.instant())));
    }

    /** Removes an alias, whatever the state of its key. */
    synchronized void deleteAlias(String name) {
        destroyDue();
        keep(ring.without(findAlias(name)));
    }

    /** Aliases in the order of their names: all, or those of one key. */
    synchronized List<Alias> aliases(Optional<String> name) {
        destroyDue();
        var target = name.map(this::find);
        Predicate<Alias> asked =
                alias -> target.map(key -> alias.target().equals(key.id())).orElse(true);
        return ring.aliases().values().stream().filter(asked).toList();
    }

    synchronized void enable(String name) {
        destroyDue();
        var key = find(name);
        refusePending(key);
        keep(ring.with(key.with(new KeyState.Enabled())));
    }

    synchronized void disable(String name) {
        destroyDue();
        var key = find(name);
        refusePending(key);
        keep(ring.with(key.with(new KeyState.Disabled())));
    }

    /** Stops all use of a key now and destroys it when the window has passed. */
    synchronized Key scheduleDeletion(String name, Duration window) {
        destroyDue();
        var key = find(name);
        refusePending(key);
        var pending = key.with(new KeyState.PendingDeletion(clock.instant().plus(window)));
        keep(ring.with(pending));
        return pending;
    }

    /** Calls a deletion off. The key stays disabled until it is enabled. */
    synchronized Key cancelDeletion(String name) {
        destroyDue();
        var key = find(name);
        if (!(key.state() instanceof KeyState.PendingDeletion)) {
            throw new KmsFault(KmsFault.Kind.INVALID_STATE);
        }
        var disabled = key.with(new KeyState.Disabled());
        keep(ring.with(disabled));
        return disabled;
    }

    /** Makes a data key of so many bytes, in the clear and sealed by a key. */
    synchronized Sealed generate(String name, int bytes, Context context) {
        var key = usable(name);
        key.symmetric();
        var plaintext = new byte[bytes];
        random.nextBytes(plaintext);
        return new Sealed(key.arn(), new Bytes(plaintext), new Bytes(Blob.seal(key, plaintext, context, random)));
    }

    /** Opens what {@link #generate} sealed. When a key is named, it must be the one that sealed it. */
    synchronized Opened decrypt(Optional<String> name, byte[] blob, Context context) {
        destroyDue();
        var key = maker(name, blob);
        return new Opened(key.arn(), new Bytes(open(key, blob, context)));
    }

    /** Opens what one key sealed and seals it by another, or anew by the same. The plaintext goes nowhere else. */
    synchronized ReEncrypted reEncrypt(
            Optional<String> sourceName, byte[] blob, Context source, String name, Context destination) {
        destroyDue();
        var from = maker(sourceName, blob);
        var to = usable(name);
        to.symmetric();
        var plaintext = open(from, blob, source);
        try {
            return new ReEncrypted(from.arn(), to.arn(), new Bytes(Blob.seal(to, plaintext, destination, random)));
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    /** Signs a message or its digest by the algorithm, which must be the key's own. */
    synchronized Signed sign(String name, String algorithm, byte[] message, SigningMaterial.Form form) {
        var key = usable(name);
        var material = key.signing();
        if (!material.spec().algorithm().equals(algorithm)) {
            throw new KmsFault(KmsFault.Kind.INVALID_KEY_USAGE);
        }
        return new Signed(key.arn(), new Bytes(material.sign(message, form, random)));
    }

    private static byte[] open(Key key, byte[] blob, Context context) {
        return Blob.open(key, blob, context).orElseThrow(() -> new KmsFault(KmsFault.Kind.INVALID_CIPHERTEXT));
    }

    /** The key that sealed a blob, which must be the named one, if one is named, and enabled. */
    private Key maker(Optional<String> name, byte[] blob) {
        var named = name.map(this::find);
        named.ifPresent(Key::symmetric);
        var key = maker(blob);
        if (named.filter(other -> !other.id().equals(key.id())).isPresent()) {
            throw new KmsFault(KmsFault.Kind.INCORRECT_KEY);
        }
        refuseUnusable(key);
        return key;
    }

    private Key maker(byte[] blob) {
        var id = Blob.keyId(blob).orElseThrow(() -> new KmsFault(KmsFault.Kind.INVALID_CIPHERTEXT));
        // A key that was is reported as such; an id that never was, or that signs, can only come from a damaged blob.
        return ring.key(id)
                .filter(key -> key.material() instanceof SymmetricMaterial)
                .orElseThrow(() -> new KmsFault(
                        ring.destroyed().contains(id) ? KmsFault.Kind.NOT_FOUND : KmsFault.Kind.INVALID_CIPHERTEXT));
    }

    private Key find(String name) {
        return Names.find(ring, name).orElseThrow(() -> new KmsFault(KmsFault.Kind.NOT_FOUND));
    }

    private Alias findAlias(String name) {
        return ring.alias(name).orElseThrow(() -> new KmsFault(KmsFault.Kind.NOT_FOUND));
    }

    private static void refusePending(Key key) {
        if (key.state() instanceof KeyState.PendingDeletion) {
            throw new KmsFault(KmsFault.Kind.INVALID_STATE);
        }
    }

    private static void refuseUnusable(Key key) {
        switch (key.state()) {
            case KeyState.Enabled _ -> {}
            case KeyState.Disabled _ -> throw new KmsFault(KmsFault.Kind.DISABLED);
            case KeyState.PendingDeletion _ -> throw new KmsFault(KmsFault.Kind.INVALID_STATE);
        }
    }

    private void destroyDue() {
        var now = clock.instant();
        var due = ring.keys().values().stream()
                .filter(key -> key.state() instanceof KeyState.PendingDeletion(var at) && !now.isBefore(at))
                .collect(Collectors.toMap(Key::id, Key::material));
        if (!due.isEmpty()) {
            keep(ring.without(due.keySet()));
            due.values().forEach(Material::destroy);
        }
    }

    private void keep(Ring next) {
        file.save(next);
        ring = next;
    }
}
