package dev.lethe.usual;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.api.Access;
import dev.lethe.api.Fn;
import dev.lethe.http.Call;
import dev.lethe.http.Caller;
import dev.lethe.http.Router;
import dev.lethe.kernel.ClientId;
import dev.lethe.lambda.Environment;
import dev.lethe.lambda.Log;
import dev.lethe.lambda.Suite;
import dev.lethe.lambda.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.MetricsFactory;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/**
 * Takes consent as the suite's function does, by the same rules and the same calls to AWS, but with the SDK's default HTTP client,
 * Jackson databind for bodies, and Powertools for logs and metrics.
 */
public final class UsualFunction implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private static final Logger LOG = LoggerFactory.getLogger(UsualFunction.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String NAMESPACE = "Usual";

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Body(Account subject, Shown notice, List<Choice> decisions) {}

    record Account(String channel, String userId) {}

    record Shown(String id, int version) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Choice(String purpose, String decision, @Nullable String said) {}

    record Answer(String subject, List<Stands> decisions) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Stands(
            String purpose,
            String decision,
            @Nullable String receipt,
            @Nullable String decidedAt) {}

    private final Suite suite;
    private final Router router;
    private final Metrics metrics;

    /** As Lambda makes it. */
    public UsualFunction() {
        var environment = Environment.of(System.getenv());
        var region = Region.of(environment.region());
        this.suite = new Suite(
                new World(
                        DynamoDbClient.builder().region(region).build(),
                        KmsClient.builder().region(region).build(),
                        environment.tables(),
                        environment.masterKeys(),
                        Clock.systemUTC(),
                        new SecureRandom()),
                new Log(LOG::info, Clock.systemUTC()));
        this.router = suite.router(Fn.CONSENT);
        this.metrics = MetricsFactory.getMetricsInstance();
        metrics.setNamespace(NAMESPACE);
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return PowertoolsLogging.withLogging(context, () -> consent(event));
    }

    private APIGatewayV2HTTPResponse consent(APIGatewayV2HTTPEvent event) {
        try {
            var body = MAPPER.readValue(event.getBody(), Body.class);
            var response = router.handle(call(event, MAPPER.writeValueAsBytes(body)));
            var answer = MAPPER.readValue(response.body(), Answer.class);
            LOG.info("consent taken");
            metrics.addMetric("ConsentTaken", 1, MetricUnit.COUNT);
            metrics.flush();
            return APIGatewayV2HTTPResponse.builder()
                    .withStatusCode(response.status())
                    .withHeaders(response.headers())
                    .withBody(MAPPER.writeValueAsString(answer))
                    .build();
        } catch (JsonProcessingException _) {
            return APIGatewayV2HTTPResponse.builder()
                    .withStatusCode(400)
                    .withBody("{}")
                    .build();
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
    }

    private Call call(APIGatewayV2HTTPEvent event, byte[] body) {
        var request = event.getRequestContext();
        var client = new ClientId(request.getAuthorizer().getJwt().getClaims().getOrDefault("client_id", ""));
        return new Call(
                request.getRequestId(),
                request.getHttp().getMethod(),
                event.getRawPath(),
                Map.of(),
                Map.of("content-type", "application/json; charset=" + StandardCharsets.UTF_8),
                body,
                suite.tenants().of(client).map(tenant -> new Caller(client, tenant, Set.of(Access.BOT))));
    }
}
