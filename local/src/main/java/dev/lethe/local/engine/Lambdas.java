package dev.lethe.local.engine;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import dev.lethe.api.Fn;
import dev.lethe.http.Json;
import dev.lethe.lambda.EventFunction;
import dev.lethe.lambda.HttpFunction;
import dev.lethe.lambda.ScheduledFunction;
import dev.lethe.lambda.StreamFunction;
import dev.lethe.lambda.Suite;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Every function, each with a suite and clients of its own as on AWS. Events go in and answers come out as the JSON that Lambda
 * sends, through Lambda's own serialisation.
 */
public final class Lambdas {
    private final Map<Fn, RequestHandler<Object, Object>> handlers = new ConcurrentHashMap<>();

    private final Function<Fn, Suite> suites;

    public Lambdas(Function<Fn, Suite> suites) {
        this.suites = suites;
        startAgain();
    }

    /** Starts every function cold, as after an update: whatever they remembered is gone. */
    public void startAgain() {
        for (var fn : Fn.values()) {
            handlers.put(fn, handler(fn, suites.apply(fn)));
        }
    }

    @SuppressWarnings("unchecked") // invoke() gives each handler the event type that its trigger has.
    private static RequestHandler<Object, Object> handler(Fn fn, Suite suite) {
        RequestHandler<?, ?> handler =
                switch (fn.trigger()) {
                    case HTTP -> new HttpFunction(suite.router(fn), suite.tenants(), suite.log());
                    case STREAM -> new StreamFunction(fn, suite);
                    case SCHEDULE -> new ScheduledFunction(fn, suite);
                    case EVENT -> new EventFunction(fn, suite);
                };
        return (RequestHandler<Object, Object>) handler;
    }

    /** Runs a function on an event. */
    public byte[] invoke(Fn fn, byte[] event) {
        var handler = handlers.get(fn);
        if (handler == null) {
            throw new IllegalStateException("every function has a handler");
        }
        var answer = handler.handleRequest(read(eventType(fn), event), new LocalContext(fn));
        if (answer instanceof Map<?, ?> tree) {
            return Json.write(tree);
        }
        return write(answer);
    }

    private static Class<?> eventType(Fn fn) {
        return switch (fn.trigger()) {
            case HTTP -> APIGatewayV2HTTPEvent.class;
            case STREAM -> DynamodbEvent.class;
            case SCHEDULE, EVENT -> ScheduledEvent.class;
        };
    }

    private static Object read(Class<?> type, byte[] event) {
        return LambdaEventSerializers.serializerFor(type, Lambdas.class.getClassLoader())
                .fromJson(new ByteArrayInputStream(event));
    }

    @SuppressWarnings("unchecked") // A serialiser is asked for the class of what it writes.
    private static byte[] write(Object answer) {
        var bytes = new ByteArrayOutputStream();
        var serializer =
                LambdaEventSerializers.serializerFor((Class<Object>) answer.getClass(), Lambdas.class.getClassLoader());
        serializer.toJson(answer, bytes);
        return bytes.toByteArray();
    }
}
