package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lethe.api.Fn;
import dev.lethe.api.Metric;
import dev.lethe.api.Schedule;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody is told of everything that endangers a promise. */
class WatchTest {
    private static final Templates TEMPLATES = Synthesized.templates();
    private static final Map<String, JsonNode> ALARMS = TEMPLATES.named("AWS::CloudWatch::Alarm", "AlarmName");

    @Test
    void thereAreTheseAlarmsAndNoOthers() {
        var expected = new TreeSet<String>();
        for (var fn : Fn.values()) {
            expected.add(name(fn, "errors"));
            switch (fn.trigger()) {
                case HTTP -> {
                    expected.add(name(fn, "throttles"));
                    expected.add(name(fn, "duration"));
                }
                case STREAM -> {
                    expected.add(name(fn, "duration"));
                    expected.add(name(fn, "age"));
                    expected.add(name(fn, "failed"));
                }
                case EVENT -> {
                    expected.add(name(fn, "duration"));
                    expected.add(name(fn, "failed"));
                }
                case SCHEDULE -> expected.add(name(fn, "failed"));
            }
        }
        Arrays.stream(Schedule.values()).forEach(schedule -> expected.add(name(schedule.fn(), "silence")));
        Arrays.stream(Metric.values()).forEach(metric -> metric.fns().forEach(fn -> expected.add(own(metric, fn))));
        expected.add("lethe-missed");
        expected.add("lethe-api-faults");
        assertThat(ALARMS).containsOnlyKeys(expected);
    }

    @Test
    void everyAlarmIsToldAndExplained() {
        assertThat(ALARMS).allSatisfy((name, alarm) -> {
            assertThat(TEMPLATES.resolved("watch", alarm.path("AlarmActions").path(0)))
                    .isEqualTo("arn:aws:sns:eu-central-1:444455556666:lethe-alarms");
            assertThat(alarm.path("AlarmDescription").asText()).hasSizeGreaterThan(20);
        });
    }

    @ParameterizedTest
    @EnumSource
    void silenceIsAnAlarm(Schedule schedule) {
        var alarm = alarm(name(schedule.fn(), "silence"));
        assertThat(alarm.path("TreatMissingData").asText()).isEqualTo("breaching");
        assertThat(alarm.path("ComparisonOperator").asText()).isEqualTo("LessThanThreshold");
        assertThat(alarm.path("Metrics").path(0).path("Expression").asText())
                .isEqualTo("runs_%1$s - errors_%1$s".formatted(schedule.fn().name()));
        // CloudWatch looks back a week at most.
        var period = alarm.path("Metrics").findValue("Period").asLong();
        assertThat(period).isGreaterThanOrEqualTo(schedule.every().toSeconds());
        assertThat(period * alarm.path("EvaluationPeriods").asLong()).isLessThan(7 * 86_400);
    }

    @ParameterizedTest
    @EnumSource
    void figuresOfOurOwnAreWatchedByTheNamesTheFunctionsTell(Metric metric) {
        assertThat(metric.fns()).isNotEmpty().allSatisfy(fn -> {
            var alarm = alarm(own(metric, fn));
            assertThat(alarm.path("Namespace").asText()).isEqualTo(Metric.NAMESPACE);
            assertThat(alarm.path("MetricName").asText()).isEqualTo(metric.metricName());
            assertThat(alarm.path("Dimensions").path(0).path("Name").asText()).isEqualTo(Metric.DIMENSION);
            assertThat(alarm.path("Dimensions").path(0).path("Value").asText()).isEqualTo(fn.deployedName("lethe"));
            assertThat(alarm.path("Threshold").asDouble()).isEqualTo(Thresholds.own(metric));
        });
    }

    @Test
    void aCallIsToldOfBeforeItsTimeIsOver() {
        var alarm = alarm(name(Fn.CONSENT, "duration"));
        assertThat(alarm.path("Threshold").asDouble()).isEqualTo(12_000);
        assertThat(alarm.path("ExtendedStatistic").asText()).isEqualTo("p99");
    }

    @Test
    void tamperingIsToldFromTheFirstRowOn() {
        assertThat(alarm(own(Metric.EVIDENCE_TAMPERED, Fn.WATCH))
                        .path("Threshold")
                        .asDouble())
                .isEqualTo(1);
    }

    @Test
    void theSuitesOwnBusHearsEveryAlarm() {
        var rule = Objects.requireNonNull(
                TEMPLATES.named("AWS::Events::Rule", "Name").get("lethe-alarms-to-bus"));
        assertThat(rule.path("EventPattern").toString())
                .contains("CloudWatch Alarm State Change", "{\"prefix\":\"lethe-\"}");
        assertThat(TEMPLATES.resolved("watch", rule.path("Targets").path(0).path("Arn")))
                .endsWith("event-bus/lethe");
        assertThat(ALARMS.keySet()).allMatch(name -> name.startsWith("lethe-"));
        assertThat(TEMPLATES.named("AWS::Events::EventBus", "Name")).containsOnlyKeys("lethe");
    }

    @Test
    void peopleAreToldOfIncidentsAndOfTimeThatRunsOut() {
        var rule = Objects.requireNonNull(
                TEMPLATES.named("AWS::Events::Rule", "Name").get("lethe-escalations"));
        assertThat(rule.path("EventPattern").toString()).contains("\"lethe\"", "IncidentOpened", "DeadlineNear");
        assertThat(TEMPLATES.resolved("watch", rule.path("Targets").path(0).path("Arn")))
                .endsWith(":lethe-alarms");
        assertThat(TEMPLATES.of("AWS::SNS::TopicPolicy").toString())
                .contains("events.amazonaws.com", ":rule/lethe/lethe-escalations");
    }

    @Test
    void theTopicIsEncryptedAndServicesMayTell() {
        var topic = TEMPLATES.of("AWS::SNS::Topic").getFirst().properties();
        assertThat(TEMPLATES.resolved("watch", topic.path("KmsMasterKeyId"))).endsWith("lethe-logs");
        assertThat(TEMPLATES.of("AWS::SNS::TopicPolicy").toString())
                .contains("cloudwatch.amazonaws.com", "aws:SecureTransport");
        assertThat(TEMPLATES.of("AWS::SNS::Subscription")).hasSize(1);
    }

    @Test
    void theBoardShowsEveryFigureOfOurOwn() {
        var board = TEMPLATES.of("AWS::CloudWatch::Dashboard").toString();
        assertThat(Metric.values()).allSatisfy(metric -> assertThat(board).contains(metric.metricName()));
    }

    private static JsonNode alarm(String name) {
        return Objects.requireNonNull(ALARMS.get(name), name);
    }

    private static String own(Metric metric, Fn fn) {
        return name(fn, metric.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private static String name(Fn fn, String what) {
        return fn.deployedName("lethe") + "-" + what;
    }
}
