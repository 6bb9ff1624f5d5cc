package dev.lethe.http;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * JSON (RFC 8259) as plain trees: {@code Map}, {@code List}, {@code String}, {@code Number}, {@code Boolean} and
 * {@link Null}. Reading is strict and bounded; {@link Shape} gives trees their types.
 */
public final class Json {
    public static final int DEPTH_MAX = 16;
    public static final int TEXT_MAX = 1 << 20;
    private static final int NUMBER_MAX = 32;
    private static final int NAME_MAX = 512;

    /** A JSON {@code null}, so that trees hold no Java one. */
    public enum Null {
        NULL
    }

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_MAX)
                    .maxStringLength(TEXT_MAX)
                    .maxNumberLength(NUMBER_MAX)
                    .maxNameLength(NAME_MAX)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            // A buffer that is used again keeps what somebody said in memory until somebody else speaks.
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .build();

    /** Reads one JSON value, or nothing when the bytes are not exactly one, in valid UTF-8, within the limits. */
    public static Optional<Object> read(byte[] utf8) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
            try (var parser = FACTORY.createParser(text)) {
                if (parser.nextToken() == null) {
                    return Optional.empty();
                }
                var value = value(parser);
                return parser.nextToken() == null ? Optional.of(value) : Optional.empty();
            }
        } catch (CharacterCodingException _) {
            return Optional.empty();
        } catch (IOException _) {
            // The parser's message quotes the input, so it goes no further.
            return Optional.empty();
        }
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> Null.NULL;
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalStateException("no value here");
        };
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
        var fields = new LinkedHashMap<String, Object>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            parser.nextToken();
            fields.put(name, value(parser));
        }
        return fields;
    }

    private static List<Object> array(JsonParser parser) throws IOException {
        var items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser));
        }
        return items;
    }

    /** Writes a tree. Members keep the order of their map. */
    public static byte[] write(Object tree) {
        return write(tree, false);
    }

    /** Writes a tree over several lines, for documents that people read. */
    public static byte[] writePretty(Object tree) {
        return write(tree, true);
    }

    private static byte[] write(Object tree, boolean pretty) {
        var bytes = new ByteArrayOutputStream();
        try (var generator = FACTORY.createGenerator(bytes, JsonEncoding.UTF8)) {
            if (pretty) {
                generator.useDefaultPrettyPrinter();
            }
            put(generator, tree);
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array cannot fail", e);
        }
        return bytes.toByteArray();
    }

    private static void put(JsonGenerator generator, Object value) throws IOException {
        switch (value) {
            case Map<?, ?> fields -> {
                generator.writeStartObject();
                for (var field : fields.entrySet()) {
                    generator.writeFieldName(String.valueOf(field.getKey()));
                    put(generator, field.getValue());
                }
                generator.writeEndObject();
            }
            case Iterable<?> items -> {
                generator.writeStartArray();
                for (var item : items) {
                    put(generator, item);
                }
                generator.writeEndArray();
            }
            case String text -> generator.writeString(text);
            case Integer number -> generator.writeNumber(number);
            case Long number -> generator.writeNumber(number);
            case Number number -> generator.writeNumber(number.toString());
            case Boolean truth -> generator.writeBoolean(truth);
            case Null _ -> generator.writeNull();
            default -> throw new IllegalStateException("not a JSON tree");
        }
    }

    private Json() {}
}
