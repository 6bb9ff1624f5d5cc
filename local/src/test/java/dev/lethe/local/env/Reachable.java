package dev.lethe.local.env;

import dev.lethe.crypto.KeyBytes;
import dev.lethe.crypto.Pseudonyms;
import dev.lethe.crypto.WrappedKey;
import java.lang.ref.Reference;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Every object that can be reached from one, field by field, through the suite, the SDK and whatever the JDK's collections hold,
 * and the static fields of the suite's own classes. Secrets among them are told.
 */
final class Reachable {
    private final List<String> words;
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> next = new ArrayDeque<>();
    private final Set<String> secrets = new TreeSet<>();
    private final Set<String> closed = new TreeSet<>();

    private Reachable(List<String> words) {
        this.words = words;
    }

    /** @param words that no text and no array of bytes may hold */
    static Reachable from(Object root, String... words) {
        var reachable = new Reachable(List.of(words));
        reachable.add(root);
        while (!reachable.next.isEmpty()) {
            reachable.visit(reachable.next.pop());
        }
        return reachable;
    }

    /** What was found, each kind once. */
    Set<String> secrets() {
        return secrets;
    }

    int objects() {
        return seen.size();
    }

    boolean saw(Class<?> type) {
        return seen.stream().anyMatch(type::isInstance);
    }

    /** Classes that could not be looked into. */
    Set<String> closed() {
        return closed;
    }

    private void add(@Nullable Object value) {
        if (value != null && seen.add(value)) {
            next.push(value);
        }
    }

    private void visit(Object value) {
        judge(value);
        if (isToldByItsMethods(value)) {
            return;
        }
        if (!value.getClass().isArray()) {
            for (Class<?> type = value.getClass(); type != null; type = type.getSuperclass()) {
                look(value, type);
            }
        }
    }

    /** What the JDK keeps to itself, but hands out when asked, and what holds no other object. */
    private boolean isToldByItsMethods(Object value) {
        switch (value) {
            case Object[] array -> Arrays.asList(array).forEach(this::add);
            case Map<?, ?> map ->
                map.forEach((key, held) -> {
                    add(key);
                    add(held);
                });
            case Collection<?> collection -> collection.forEach(this::add);
            case Optional<?> optional -> optional.ifPresent(this::add);
            case AtomicReference<?> reference -> add(reference.get());
            case Reference<?> reference -> add(reference.get());
            case CompletableFuture<?> future
            when future.isDone() && !future.isCompletedExceptionally() -> add(future.join());
            case Map.Entry<?, ?> entry -> {
                add(entry.getKey());
                add(entry.getValue());
            }
            case ByteBuffer buffer -> {
                var bytes = new byte[buffer.capacity()];
                buffer.duplicate().clear().get(bytes);
                judge(bytes);
            }
            case Pattern pattern -> add(pattern.pattern());
            case String _, Class<?> _, URI _, Clock _, DateTimeFormatter _ -> {
                // Looked at as they are.
            }
            case Enum<?> one -> {
                return one.getDeclaringClass().getName().startsWith("java.");
            }
            default -> {
                return false;
            }
        }
        return value.getClass().getName().startsWith("java.");
    }

    private void look(Object value, Class<?> type) {
        for (var field : type.getDeclaredFields()) {
            var ours = type.getName().startsWith("dev.lethe.");
            if (field.getType().isPrimitive() || (Modifier.isStatic(field.getModifiers()) && !ours)) {
                continue;
            }
            if (field.trySetAccessible()) {
                add(read(field, value));
            } else if (type != Enum.class) {
                closed.add(type.getName());
            }
        }
    }

    private static @Nullable Object read(Field field, Object value) {
        try {
            return field.get(value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private void judge(Object value) {
        switch (value) {
            case KeyBytes key when !isZero(bytes(key)) -> secrets.add("a key in the clear");
            case SecretKey key when !isZero(key.getEncoded()) -> secrets.add("a key in the clear, of the JDK's");
            case WrappedKey _ -> secrets.add("a wrapped key");
            case Pseudonyms.OfTenant _ -> secrets.add("a tenant's names");
            case String text -> words.stream().filter(text::contains).forEach(secrets::add);
            case byte[] bytes ->
                words.stream()
                        .filter(new String(bytes, StandardCharsets.UTF_8)::contains)
                        .forEach(secrets::add);
            default -> {}
        }
    }

    static byte[] bytes(KeyBytes key) {
        try {
            var field = KeyBytes.class.getDeclaredField("bytes");
            field.setAccessible(true);
            return (byte[]) field.get(key);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isZero(byte @Nullable [] bytes) {
        if (bytes != null) {
            for (var one : bytes) {
                if (one != 0) {
                    return false;
                }
            }
        }
        return true;
    }
}
