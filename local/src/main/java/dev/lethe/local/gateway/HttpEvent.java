package dev.lethe.local.gateway;

import com.sun.net.httpserver.HttpExchange;
import dev.lethe.api.Route;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A request as API Gateway's HTTP API writes it for Lambda, payload format 2.0
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html).
 */
final class HttpEvent {

    static Map<String, Object> of(
            HttpExchange exchange, Optional<Route> route, Optional<Map<String, Object>> claims, byte[] body) {
        var uri = exchange.getRequestURI();
        var key = route.map(Route::key).orElse("$default");
        var event = new LinkedHashMap<String, Object>();
        event.put("version", "2.0");
        event.put("routeKey", key);
        event.put("rawPath", uri.getRawPath());
        event.put("rawQueryString", Optional.ofNullable(uri.getRawQuery()).orElse(""));
        event.put("headers", headers(exchange));
        var query = query(Optional.ofNullable(uri.getRawQuery()).orElse(""));
        if (!query.isEmpty()) {
            event.put("queryStringParameters", query);
        }
        route.flatMap(found -> found.match(uri.getRawPath()))
                .filter(parameters -> !parameters.isEmpty())
                .ifPresent(parameters -> event.put("pathParameters", parameters));
        event.put("requestContext", context(exchange, key, route, claims));
        if (body.length > 0) {
            body(event, body);
        }
        return event;
    }

    private static Map<String, Object> context(
            HttpExchange exchange, String key, Optional<Route> route, Optional<Map<String, Object>> claims) {
        var http = new LinkedHashMap<String, Object>();
        http.put("method", exchange.getRequestMethod());
        http.put("path", exchange.getRequestURI().getRawPath());
        http.put("protocol", exchange.getProtocol());
        http.put("sourceIp", "127.0.0.1");
        http.put(
                "userAgent",
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("User-Agent"))
                        .orElse(""));
        var context = new LinkedHashMap<String, Object>();
        context.put("accountId", "000000000000");
        context.put("apiId", "local");
        claims.ifPresent(verified ->
                context.put("authorizer", Map.of("jwt", Map.of("claims", verified, "scopes", scopes(route)))));
        context.put("domainName", "127.0.0.1");
        context.put("domainPrefix", "127");
        context.put("http", http);
        context.put("requestId", UUID.randomUUID().toString());
        context.put("routeKey", key);
        context.put("stage", "$default");
        context.put("timeEpoch", Instant.now().toEpochMilli());
        return context;
    }

    private static List<String> scopes(Optional<Route> route) {
        return route.stream()
                .flatMap(found -> found.access().stream())
                .filter(access -> access.isScope())
                .map(access -> access.sign())
                .toList();
    }

    private static Map<String, Object> headers(HttpExchange exchange) {
        var headers = new LinkedHashMap<String, Object>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        return headers;
    }

    private static Map<String, Object> query(String raw) {
        var query = new LinkedHashMap<String, Object>();
        for (var pair : raw.split("&", -1)) {
            if (!pair.isEmpty()) {
                var at = pair.indexOf('=');
                var name = decode(at < 0 ? pair : pair.substring(0, at));
                var value = at < 0 ? "" : decode(pair.substring(at + 1));
                query.merge(name, value, (before, more) -> before + "," + more);
            }
        }
        return query;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return text;
        }
    }

    /** Text as text; what is not valid UTF-8 in base64, so that the function sees the very bytes. */
    private static void body(Map<String, Object> event, byte[] body) {
        try {
            event.put(
                    "body",
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(body))
                            .toString());
            event.put("isBase64Encoded", false);
        } catch (CharacterCodingException _) {
            event.put("body", Base64.getEncoder().encodeToString(body));
            event.put("isBase64Encoded", true);
        }
    }

    private HttpEvent() {}
}
