package dev.lethe.infra;

import dev.lethe.api.Fn;
import dev.lethe.api.Metric;
import dev.lethe.api.Schedule;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.constructs.Construct;

/** One page on which to see how it goes: promises first, machinery below. */
final class Board {
    private static final int WIDTH = 8;

    static void put(Construct scope, Deployment deployment, String apiId) {
        var figures = new Figures(deployment);
        Dashboard.Builder.create(scope, "Board")
                .dashboardName(deployment.named("board"))
                .widgets(List.of(
                        Arrays.stream(Metric.values())
                                .map(metric -> graph(
                                        metric.metricName(),
                                        metric.fns().stream()
                                                .sorted()
                                                .map(fn -> figures.own(metric, fn))
                                                .toList()))
                                .toList(),
                        List.of(
                                graph("Calls", List.of(figures.api(apiId, "Count", "Sum"))),
                                graph(
                                        "Calls refused and failed",
                                        List.of(figures.api(apiId, "4xx", "Sum"), figures.api(apiId, "5xx", "Sum"))),
                                graph("Latency, p99", List.of(figures.api(apiId, "Latency", "p99")))),
                        List.of(
                                graph("Errors", each(Stream.of(Fn.values()), figures::errors)),
                                graph("Duration, p99", each(Stream.of(Fn.values()), figures::duration)),
                                graph("Throttles", each(Stream.of(Fn.values()), figures::throttles))),
                        List.of(
                                graph(
                                        "Runs that succeeded",
                                        Stream.of(Schedule.values())
                                                .map(schedule ->
                                                        figures.successes(schedule.fn(), Thresholds.OWN_PERIOD))
                                                .toList()),
                                graph(
                                        "Put aside",
                                        each(
                                                Stream.of(Fn.values()).filter(Functions::hasQueue),
                                                fn -> figures.putAside(Queues.failed(deployment, fn)))),
                                graph(
                                        "Age of what is read from streams",
                                        each(
                                                Stream.of(Fn.values()).filter(fn -> fn.trigger() == Fn.Trigger.STREAM),
                                                figures::iteratorAge)))))
                .build();
    }

    private static List<IMetric> each(Stream<Fn> fns, Function<Fn, IMetric> figure) {
        return fns.map(figure).toList();
    }

    private static GraphWidget graph(String title, List<IMetric> metrics) {
        return GraphWidget.Builder.create()
                .title(title)
                .left(metrics)
                .width(WIDTH)
                .build();
    }

    private Board() {}
}
