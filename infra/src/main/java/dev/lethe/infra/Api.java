package dev.lethe.infra;

import dev.lethe.api.Access;
import dev.lethe.api.Fn;
import dev.lethe.api.Route;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import software.amazon.awscdk.aws_apigatewayv2_authorizers.HttpJwtAuthorizer;
import software.amazon.awscdk.aws_apigatewayv2_integrations.HttpLambdaIntegration;
import software.amazon.awscdk.services.apigatewayv2.AddRoutesOptions;
import software.amazon.awscdk.services.apigatewayv2.CfnStage;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.apigatewayv2.HttpMethod;
import software.amazon.awscdk.services.apigatewayv2.HttpRouteIntegration;
import software.amazon.awscdk.services.apigatewayv2.HttpStage;
import software.amazon.awscdk.services.apigatewayv2.ThrottleSettings;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.constructs.Construct;

/** The HTTP API: every route of {@link Route}, to the function that answers it, behind the user pool unless it is for anyone. */
final class Api {
    /** No address, no path, nothing of anybody: a route's name, and how it went. */
    private static final String LOG_LINE = """
        {"request":"$context.requestId","at":"$context.requestTimeEpoch","route":"$context.routeKey",\
        "status":"$context.status","bytes":"$context.responseLength","millis":"$context.responseLatency",\
        "functionMillis":"$context.integrationLatency","refusal":"$context.authorizer.error"}\
        """;

    private final HttpApi api;
    private final HttpStage stage;

    Api(Construct scope, Deployment deployment, Functions functions, PeopleStack people, ILogGroup logs) {
        this.api = HttpApi.Builder.create(scope, "Api")
                .apiName(deployment.prefix())
                .createDefaultStage(false)
                .build();
        var authoriser = HttpJwtAuthorizer.Builder.create("People", people.issuer())
                .authorizerName(deployment.named("people"))
                .jwtAudience(audience(deployment, people))
                .build();
        var integrations = new EnumMap<Fn, HttpRouteIntegration>(Fn.class);
        for (var route : Route.values()) {
            var options = AddRoutesOptions.builder()
                    .path(route.path())
                    .methods(List.of(HttpMethod.valueOf(route.method())))
                    .integration(integrations.computeIfAbsent(
                            route.fn(),
                            fn -> new HttpLambdaIntegration(MemoryStack.words(fn.name()), functions.of(fn))));
            if (!route.access().contains(Access.PUBLIC)) {
                options.authorizer(authoriser).authorizationScopes(scopes(route));
            }
            api.addRoutes(options.build());
        }
        this.stage = HttpStage.Builder.create(scope, "Stage")
                .httpApi(api)
                .stageName("$default")
                .autoDeploy(true)
                .detailedMetricsEnabled(true)
                .throttle(ThrottleSettings.builder()
                        .rateLimit(deployment.requestsPerSecond())
                        .burstLimit(deployment.requestsBurst())
                        .build())
                .build();
        if (stage.getNode().getDefaultChild() instanceof CfnStage underneath) {
            underneath.setAccessLogSettings(CfnStage.AccessLogSettingsProperty.builder()
                    .destinationArn(logs.getLogGroupArn())
                    .format(LOG_LINE)
                    .build());
        }
    }

    /** An access token of the user pool names its client, which API Gateway takes for its audience. */
    private static List<String> audience(Deployment deployment, PeopleStack people) {
        var clients = new ArrayList<String>();
        clients.add(people.consoleClient());
        clients.addAll(deployment.clients());
        return clients;
    }

    /** What the gateway can check by itself. Where people may call as well, whose tokens have no such scope, the function does. */
    static List<String> scopes(Route route) {
        return route.access().stream().allMatch(Access::isScope)
                ? route.access().stream().map(Access::sign).sorted().toList()
                : List.of();
    }

    String id() {
        return api.getApiId();
    }

    String url() {
        return stage.getUrl();
    }
}
