package dev.lethe.http;

import dev.lethe.http.Malformed.Wrong;
import dev.lethe.kernel.Items;
import dev.lethe.kernel.Text;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a record is written as JSON: reads a tree into it, finding everything that is wrong at once, and writes it as a tree.
 * {@link Schema} describes it from the same declaration, so that what is documented is what is checked.
 *
 * <p>A component is required unless it is an {@link Optional}. A record with one component annotated with {@link Text}
 * is written as that text; an enum as its name in lower case with hyphens; an {@code int} counts from 1; a {@code long}, which is only ever written, from 0.
 */
public final class Shape<R extends Record> {
    private static final ConcurrentHashMap<Class<?>, Shape<?>> SHAPES = new ConcurrentHashMap<>();

    private final Class<R> type;
    private final RecordComponent[] components;
    private final Constructor<R> constructor;

    private Shape(Class<R> type) {
        this.type = type;
        this.components = type.getRecordComponents();
        try {
            this.constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("a record has its canonical constructor", e);
        }
        constructor.setAccessible(true);
        for (var component : components) {
            component.getAccessor().setAccessible(true);
        }
    }

    @SuppressWarnings("unchecked") // A shape is stored under its own type.
    public static <R extends Record> Shape<R> of(Class<R> type) {
        return (Shape<R>) SHAPES.computeIfAbsent(type, _ -> new Shape<>(type));
    }

    /**
     * Reads a tree.
     *
     * @throws Malformed naming every field that is missing, unknown or wrong
     */
    public R read(Object tree) {
        var wrongs = new ArrayList<Wrong>();
        var read = record(tree, "", wrongs);
        if (read == null || !wrongs.isEmpty()) {
            throw new Malformed(wrongs);
        }
        return read;
    }

    private @Nullable R record(Object tree, String at, List<Wrong> wrongs) {
        if (!(tree instanceof Map<?, ?> fields)) {
            wrongs.add(new Wrong(at, "must be an object"));
            return null;
        }
        var known = Arrays.stream(components).map(RecordComponent::getName).toList();
        if (!known.containsAll(fields.keySet())) {
            // An unknown name is the caller's text, and might be somebody's: the names we know are ours.
            wrongs.add(new Wrong(at, "has a field that is not one of: " + String.join(", ", known)));
        }
        var values = new @Nullable Object[components.length];
        var before = wrongs.size();
        for (var i = 0; i < components.length; i++) {
            var component = components[i];
            var pointer = at + "/" + component.getName();
            var value = fields.get(component.getName());
            if (component.getType().equals(Optional.class)) {
                values[i] = value == null
                        ? Optional.empty()
                        : Optional.ofNullable(
                                value(argument(component.getGenericType(), 0), component, value, pointer, wrongs));
            } else if (value == null) {
                wrongs.add(new Wrong(pointer, "is required"));
            } else {
                values[i] = value(component.getGenericType(), component, value, pointer, wrongs);
            }
        }
        return wrongs.size() > before ? null : construct(values, at, wrongs);
    }

    private @Nullable R construct(@Nullable Object[] values, String at, List<Wrong> wrongs) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Malformed malformed) {
                malformed.wrongs().forEach(w -> wrongs.add(new Wrong(at + w.pointer(), w.detail())));
                return null;
            }
            if (e.getCause() instanceof IllegalArgumentException) {
                wrongs.add(new Wrong(at, "is not of the right form"));
                return null;
            }
            throw new IllegalStateException("a record could not be made");
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record could not be made", e);
        }
    }

    private static @Nullable Object value(
            Type type, AnnotatedElement bounds, Object tree, String at, List<Wrong> wrongs) {
        var raw = raw(type);
        if (raw.equals(List.class) || raw.equals(Set.class)) {
            return items(type, bounds, tree, at, wrongs);
        }
        if (raw.equals(Map.class)) {
            return entries(type, bounds, tree, at, wrongs);
        }
        if (raw.equals(Boolean.class) || raw.equals(boolean.class)) {
            return tree instanceof Boolean ? tree : wrong(at, "must be true or false", wrongs);
        }
        if (raw.equals(Integer.class) || raw.equals(int.class)) {
            return tree instanceof Integer number && number > 0
                    ? number
                    : wrong(at, "must be a whole number from 1", wrongs);
        }
        if (raw.isRecord() && !isText(raw)) {
            return nested(raw).record(tree, at, wrongs);
        }
        if (!(tree instanceof String text)) {
            return wrong(at, "must be text", wrongs);
        }
        if (raw.equals(String.class)) {
            return text(text, text(bounds), at, wrongs);
        }
        if (isText(raw)) {
            return text(text, text(raw.getRecordComponents()[0]), at, wrongs) == null
                    ? null
                    : nested(raw).construct(new Object[] {text}, at, wrongs);
        }
        if (raw.isEnum()) {
            return Arrays.stream(raw.getEnumConstants())
                    .filter(constant -> written((Enum<?>) constant).equals(text))
                    .findFirst()
                    .orElseGet(() -> wrong(at, "must be one of: " + String.join(", ", constants(raw)), wrongs));
        }
        return temporal(raw, text, at, wrongs);
    }

    private static @Nullable Object temporal(Class<?> raw, String text, String at, List<Wrong> wrongs) {
        try {
            if (raw.equals(Instant.class)) {
                return Instant.parse(text);
            }
            if (raw.equals(LocalDate.class)) {
                return LocalDate.parse(text);
            }
            if (raw.equals(Period.class)) {
                return Period.parse(text);
            }
        } catch (DateTimeException _) {
            return wrong(at, form(raw), wrongs);
        }
        throw new IllegalStateException("a shape has no room for this type");
    }

    private static String form(Class<?> temporal) {
        if (temporal.equals(Instant.class)) {
            return "must be an instant such as 2026-01-31T12:00:00Z";
        }
        return temporal.equals(LocalDate.class)
                ? "must be a date such as 2026-01-31"
                : "must be a period of whole days, months or years such as P30D";
    }

    private static @Nullable String text(String text, Text bounds, String at, List<Wrong> wrongs) {
        var length = text.codePointCount(0, text.length());
        if (length < bounds.min() || length > bounds.max()) {
            return wrong(at, "must have " + bounds.min() + " to " + bounds.max() + " characters", wrongs);
        }
        // A lone surrogate has no UTF-8; a NUL ends texts early in other people's systems.
        if (text.codePoints().anyMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE))) {
            return wrong(at, "has characters that no text may have", wrongs);
        }
        if (!bounds.form().isEmpty() && !text.matches(bounds.form())) {
            return wrong(at, "must match " + bounds.form(), wrongs);
        }
        return text;
    }

    private static @Nullable Object items(
            Type type, AnnotatedElement bounds, Object tree, String at, List<Wrong> wrongs) {
        if (!(tree instanceof List<?> items)) {
            return wrong(at, "must be a list", wrongs);
        }
        var limits = items(bounds);
        if (items.size() < limits.min() || items.size() > limits.max()) {
            return wrong(at, "must have " + limits.min() + " to " + limits.max() + " items", wrongs);
        }
        var read = new ArrayList<@Nullable Object>();
        for (var i = 0; i < items.size(); i++) {
            read.add(value(argument(type, 0), bounds, items.get(i), at + "/" + i, wrongs));
        }
        if (raw(type).equals(List.class)) {
            return Collections.unmodifiableList(read);
        }
        var set = new LinkedHashSet<>(read);
        return set.size() == read.size() || set.contains(null) ? set : wrong(at, "has an item twice", wrongs);
    }

    private static @Nullable Object entries(
            Type type, AnnotatedElement bounds, Object tree, String at, List<Wrong> wrongs) {
        if (!(tree instanceof Map<?, ?> fields)) {
            return wrong(at, "must be an object", wrongs);
        }
        var limits = items(bounds);
        if (fields.size() < limits.min() || fields.size() > limits.max()) {
            return wrong(at, "must have " + limits.min() + " to " + limits.max() + " members", wrongs);
        }
        var read = new LinkedHashMap<@Nullable Object, @Nullable Object>();
        for (var field : fields.entrySet()) {
            var name = String.valueOf(field.getKey());
            var ignored = new ArrayList<Wrong>();
            var key = value(argument(type, 0), bounds, name, at, ignored);
            if (key == null) {
                return wrong(at, "has a name that is not of the right form", wrongs);
            }
            read.put(key, value(argument(type, 1), bounds, field.getValue(), at + "/" + name, wrongs));
        }
        return read;
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // It is always null, of whichever type is missing.
    private static <T> @Nullable T wrong(String at, String detail, List<Wrong> wrongs) {
        wrongs.add(new Wrong(at, detail));
        return null;
    }

    // Writing

    /** Writes a value as a JSON tree; an empty {@link Optional} component is left out. */
    public static Object tree(Object value) {
        return switch (value) {
            case Record written
            when isText(written.getClass()) -> component(written, nested(written.getClass()).components[0]);
            case Record written -> {
                var fields = new LinkedHashMap<String, Object>();
                for (var component : nested(written.getClass()).components) {
                    var field = component(written, component);
                    if (!(field instanceof Optional<?> optional)) {
                        fields.put(component.getName(), tree(field));
                    } else if (optional.isPresent()) {
                        fields.put(component.getName(), tree(optional.get()));
                    }
                }
                yield fields;
            }
            case Map<?, ?> map -> {
                var fields = new LinkedHashMap<String, Object>();
                map.forEach((key, field) -> fields.put(String.valueOf(tree(key)), tree(field)));
                yield fields;
            }
            case Iterable<?> items -> {
                var list = new ArrayList<>();
                items.forEach(item -> list.add(tree(item)));
                yield list;
            }
            case Enum<?> constant -> constant instanceof Json.Null ? constant : written(constant);
            case Instant _, LocalDate _, Period _ -> value.toString();
            default -> value;
        };
    }

    private static Object component(Record of, RecordComponent component) {
        try {
            return component.getAccessor().invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record could not be read", e);
        }
    }

    static boolean isText(Class<?> type) {
        return type.isRecord()
                && type.getRecordComponents().length == 1
                && type.getRecordComponents()[0].isAnnotationPresent(Text.class)
                && type.getRecordComponents()[0].getType().equals(String.class);
    }

    private static Text text(AnnotatedElement bounds) {
        var text = bounds.getAnnotation(Text.class);
        if (text == null) {
            throw new IllegalStateException("a text that is read has its bounds");
        }
        return text;
    }

    private static Items items(AnnotatedElement bounds) {
        var items = bounds.getAnnotation(Items.class);
        if (items == null) {
            throw new IllegalStateException("a collection that is read has its bounds");
        }
        return items;
    }

    /** How an enum's constant is written. */
    public static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static List<String> constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> written((Enum<?>) constant))
                .collect(Collectors.toList());
    }

    private static Shape<?> nested(Class<?> type) {
        return of(type.asSubclass(Record.class));
    }

    static Class<?> raw(Type type) {
        return type instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : (Class<?>) type;
    }

    static Type argument(Type type, int index) {
        return ((ParameterizedType) type).getActualTypeArguments()[index];
    }

    @Override
    public String toString() {
        return "Shape[" + type.getSimpleName() + "]";
    }
}
