package dev.lethe.lambda;

import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import dev.lethe.http.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Map;

/** Events and answers as Lambda's runtime reads and writes them, by the classes that it brings itself. */
final class PlatformJson {

    static <T> T read(Class<T> type, Map<String, Object> event) {
        return of(type).fromJson(new ByteArrayInputStream(Json.write(event)));
    }

    static <T> byte[] write(Class<T> type, T answer) {
        var bytes = new ByteArrayOutputStream();
        of(type).toJson(answer, bytes);
        return bytes.toByteArray();
    }

    private static <T> PojoSerializer<T> of(Class<T> type) {
        return LambdaEventSerializers.serializerFor(type, PlatformJson.class.getClassLoader());
    }

    private PlatformJson() {}
}
