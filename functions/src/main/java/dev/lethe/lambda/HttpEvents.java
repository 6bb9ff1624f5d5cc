package dev.lethe.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.lethe.api.Access;
import dev.lethe.http.Call;
import dev.lethe.http.Caller;
import dev.lethe.http.Response;
import dev.lethe.kernel.ClientId;
import dev.lethe.kernel.Tenants;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * API Gateway's events (HTTP API, payload 2.0) as calls, and responses as its answers. The gateway has checked the token; its
 * claims arrive as text.
 */
final class HttpEvents {
    private static final int NO_CONTENT = 204;

    static Call call(APIGatewayV2HTTPEvent event, Tenants tenants) {
        var context = event.getRequestContext();
        var headers = new LinkedHashMap<String, String>();
        orEmpty(event.getHeaders()).forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        return new Call(
                context.getRequestId(),
                context.getHttp().getMethod(),
                Optional.ofNullable(event.getRawPath()).orElse("/"),
                orEmpty(event.getQueryStringParameters()),
                headers,
                body(event),
                caller(context.getAuthorizer(), tenants));
    }

    private static byte[] body(APIGatewayV2HTTPEvent event) {
        var body = event.getBody();
        if (body == null) {
            return new byte[0];
        }
        return event.getIsBase64Encoded() ? Base64.getDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<Caller> caller(
            APIGatewayV2HTTPEvent.RequestContext.@Nullable Authorizer authorizer, Tenants tenants) {
        if (authorizer == null || authorizer.getJwt() == null) {
            return Optional.empty();
        }
        var claims = orEmpty(authorizer.getJwt().getClaims());
        var client = Optional.ofNullable(claims.get("client_id")).flatMap(HttpEvents::client);
        // A client that no tenant registered calls for nobody.
        return client.flatMap(id -> tenants.of(id).map(tenant -> new Caller(id, tenant, may(claims))));
    }

    private static Optional<ClientId> client(String text) {
        try {
            return Optional.of(new ClientId(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Set<Access> may(Map<String, String> claims) {
        var scopes = words(claims.getOrDefault("scope", ""));
        var groups = words(claims.getOrDefault("cognito:groups", ""));
        var may = EnumSet.noneOf(Access.class);
        for (var access : Access.values()) {
            if (access != Access.PUBLIC && (access.isScope() ? scopes : groups).contains(access.sign())) {
                may.add(access);
            }
        }
        return may;
    }

    /** A list as the gateway writes it: words between blanks, in brackets where the claim was an array. */
    private static List<String> words(String claim) {
        return Arrays.asList(claim.replaceAll("[\\[\\],]", " ").trim().split(" +", -1));
    }

    static APIGatewayV2HTTPResponse answer(Response response) {
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(response.status())
                .withHeaders(response.headers())
                .withBody(response.bodyText())
                .withIsBase64Encoded(false)
                .build();
    }

    /** The answer to a ping. */
    static APIGatewayV2HTTPResponse awake() {
        return APIGatewayV2HTTPResponse.builder().withStatusCode(NO_CONTENT).build();
    }

    private static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
        return map == null ? Map.of() : map;
    }

    private HttpEvents() {}
}
