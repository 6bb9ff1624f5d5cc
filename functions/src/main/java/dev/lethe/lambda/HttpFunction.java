package dev.lethe.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.lethe.api.Fn;
import dev.lethe.api.Ping;
import dev.lethe.http.Problem;
import dev.lethe.http.Router;
import dev.lethe.kernel.Tenants;
import dev.lethe.kernel.Unavailable;
import java.util.List;
import java.util.Map;

/** Entry point of the functions behind the HTTP API. */
public final class HttpFunction implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final Router router;
    private final Tenants tenants;
    private final Log log;

    /** As Lambda makes it. */
    public HttpFunction() {
        this(Environment.of(System.getenv()));
    }

    private HttpFunction(Environment environment) {
        this(environment.fn(), Snapshot.around(environment.fn(), OnAws.suite(environment)));
    }

    private HttpFunction(Fn fn, Suite suite) {
        this(suite.router(fn), suite.tenants(), suite.log());
    }

    public HttpFunction(Router router, Tenants tenants, Log log) {
        this.router = router;
        this.tenants = tenants;
        this.log = log;
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return answer(event);
    }

    APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event) {
        if (Ping.MARK.equals(event.getRouteKey())) {
            return HttpEvents.awake();
        }
        try {
            return HttpEvents.answer(router.handle(HttpEvents.call(event, tenants)));
        } catch (Unavailable e) {
            // The registry of tenants did not answer: the router has not seen the call yet.
            log.fault("request failed", event.getRequestContext().getRequestId(), e);
            var unknown = HttpEvents.call(withoutToken(event), tenants);
            return HttpEvents.answer(Router.problem(unknown, Problem.UNAVAILABLE, Map.of(), List.of()));
        }
    }

    private static APIGatewayV2HTTPEvent withoutToken(APIGatewayV2HTTPEvent event) {
        event.getRequestContext().setAuthorizer(null);
        return event;
    }
}
