package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lethe.api.Access;
import dev.lethe.api.Fn;
import dev.lethe.api.Ping;
import dev.lethe.api.Route;
import dev.lethe.api.Schedule;
import dev.lethe.lambda.Environment;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every function, route, stream and schedule that {@code api} names is deployed, as it says, and no other. */
class ServiceTest {
    private static final Templates TEMPLATES = Synthesized.templates();

    @Test
    void thereAreTheFunctionsOfTheSuiteAndNoOthers() {
        assertThat(TEMPLATES.named("AWS::Lambda::Function", "FunctionName"))
                .containsOnlyKeys(Stream.of(Fn.values()).map(ServiceTest::name).toList());
    }

    @ParameterizedTest
    @EnumSource
    void aFunctionIsAsTheSuiteSays(Fn fn) {
        var function = function(fn);
        assertThat(function.path("Runtime").asText()).isEqualTo("java25");
        assertThat(function.path("Architectures").toString()).isEqualTo("[\"arm64\"]");
        assertThat(function.path("SnapStart").path("ApplyOn").asText()).isEqualTo("PublishedVersions");
        assertThat(function.path("Handler").asText()).isEqualTo(fn.trigger().entryPoint());
        assertThat(function.path("MemorySize").asInt()).isEqualTo(fn.memoryMegabytes());
        assertThat(function.path("Timeout").asLong()).isEqualTo(fn.timeout().toSeconds());
        assertThat(function.path("TracingConfig").path("Mode").asText()).isEqualTo("Active");
        assertThat(TEMPLATES.resolved("service", function.path("Role"))).endsWith("role/" + LeastPrivilege.role(fn));
        assertThat(function.has("ReservedConcurrentExecutions")).isEqualTo(fn.trigger() == Fn.Trigger.SCHEDULE);
    }

    @ParameterizedTest
    @EnumSource
    void aFunctionIsToldExactlyWhatItReads(Fn fn) {
        var variables = new HashMap<String, String>();
        function(fn)
                .path("Environment")
                .path("Variables")
                .properties()
                .forEach(variable ->
                        variables.put(variable.getKey(), TEMPLATES.resolved("service", variable.getValue())));
        // Lambda itself says these two.
        variables.put("AWS_REGION", "eu-central-1");
        variables.put("AWS_LAMBDA_FUNCTION_NAME", fn.deployedName("lethe"));
        var read = Environment.of(variables);
        assertThat(read.fn()).isEqualTo(fn);
        assertThat(read.tables()).allSatisfy((table, name) -> assertThat(name).isEqualTo(table.deployedName("lethe")));
        assertThat(read.masterKeys())
                .allSatisfy((key, alias) -> assertThat(alias).isEqualTo(key.alias("lethe")));
        assertThat(read.buckets()).allSatisfy((bucket, name) -> assertThat(name)
                .isEqualTo(TEMPLATES
                        .of("AWS::S3::Bucket")
                        .getFirst()
                        .properties()
                        .path("BucketName")
                        .asText()));
        assertThat(read.buses()).allSatisfy((bus, name) -> assertThat(TEMPLATES.named("AWS::Events::EventBus", "Name"))
                .containsOnlyKeys(name));
        assertThat(variables)
                .hasSize(read.tables().size()
                        + read.masterKeys().size()
                        + read.buckets().size()
                        + read.buses().size()
                        + 3);
    }

    @Test
    void everyFunctionIsCalledThroughAVersionThatIsKept() {
        assertThat(TEMPLATES.of("AWS::Lambda::Alias"))
                .hasSize(Fn.values().length)
                .allSatisfy(alias ->
                        assertThat(alias.properties().path("Name").asText()).isEqualTo("live"));
        assertThat(TEMPLATES.of("AWS::Lambda::Version"))
                .hasSize(Fn.values().length)
                .allSatisfy(version -> assertThat(
                                version.tree().path("DeletionPolicy").asText())
                        .isEqualTo("Retain"));
    }

    @Test
    void logsEndAndAreEncrypted() {
        assertThat(TEMPLATES.of("AWS::Logs::LogGroup"))
                .hasSize(Fn.values().length + 1)
                .allSatisfy(group -> {
                    assertThat(group.properties().path("RetentionInDays").asInt())
                            .isEqualTo(90);
                    assertThat(TEMPLATES.resolved("service", group.properties().path("KmsKeyId")))
                            .endsWith("lethe-logs");
                });
    }

    @Test
    void thereAreTheRoutesOfTheSuiteAndNoOthers() {
        assertThat(TEMPLATES.named("AWS::ApiGatewayV2::Route", "RouteKey"))
                .containsOnlyKeys(Stream.of(Route.values()).map(Route::key).toList());
    }

    @ParameterizedTest
    @EnumSource
    void aRouteLeadsToItsFunctionAndAsksForItsCaller(Route route) {
        var made = Objects.requireNonNull(
                TEMPLATES.named("AWS::ApiGatewayV2::Route", "RouteKey").get(route.key()));
        var integration =
                made.path("Target").path("Fn::Join").path(1).path(1).path("Ref").asText();
        var target = TEMPLATES.resources("service").path(integration).path("Properties");
        assertThat(TEMPLATES.resolved("service", target.path("IntegrationUri")))
                .endsWith("function:" + name(route.fn()) + ":live");
        assertThat(target.path("PayloadFormatVersion").asText()).isEqualTo("2.0");
        var anyone = route.access().contains(Access.PUBLIC);
        assertThat(made.path("AuthorizationType").asText("NONE")).isEqualTo(anyone ? "NONE" : "JWT");
        assertThat(made.path("AuthorizerId").path("Ref").asText("").startsWith("ApiPeople"))
                .isNotEqualTo(anyone);
        var botsOnly = route.access().equals(java.util.Set.of(Access.BOT));
        assertThat(made.path("AuthorizationScopes").toString()).isEqualTo(botsOnly ? "[\"lethe/bot\"]" : "");
    }

    @Test
    void tokensAreThoseOfTheUserPool() {
        var authoriser =
                TEMPLATES.of("AWS::ApiGatewayV2::Authorizer").getFirst().properties();
        assertThat(authoriser.path("AuthorizerType").asText()).isEqualTo("JWT");
        assertThat(TEMPLATES.resolved(
                        "service", authoriser.path("JwtConfiguration").path("Issuer")))
                .contains("ProviderURL");
        assertThat(authoriser.path("JwtConfiguration").path("Audience")).hasSize(1);
        var pool = TEMPLATES.of("AWS::Cognito::UserPool").getFirst().properties();
        assertThat(pool.path("MfaConfiguration").asText()).isEqualTo("ON");
        assertThat(pool.path("AdminCreateUserConfig")
                        .path("AllowAdminCreateUserOnly")
                        .asBoolean())
                .isTrue();
        assertThat(TEMPLATES.named("AWS::Cognito::UserPoolGroup", "GroupName"))
                .containsOnlyKeys("officer", "responder");
        var console = TEMPLATES.of("AWS::Cognito::UserPoolClient").getFirst().properties();
        assertThat(console.path("AllowedOAuthFlows").toString()).isEqualTo("[\"code\"]");
        assertThat(console.path("AllowedOAuthScopes").toString()).doesNotContain("lethe/bot");
        assertThat(TEMPLATES.of("AWS::Cognito::UserPoolResourceServer").toString())
                .contains("\"lethe\"", "\"bot\"");
    }

    @Test
    void theGatewayIsThrottledAndLogsNobody() {
        var stage = TEMPLATES.of("AWS::ApiGatewayV2::Stage").getFirst().properties();
        assertThat(stage.path("DefaultRouteSettings")
                        .path("ThrottlingRateLimit")
                        .asInt())
                .isEqualTo(500);
        assertThat(stage.path("DefaultRouteSettings")
                        .path("ThrottlingBurstLimit")
                        .asInt())
                .isEqualTo(1_000);
        assertThat(stage.path("AccessLogSettings").path("Format").asText())
                .contains("$context.requestId", "$context.routeKey")
                .doesNotContain("sourceIp", "$context.path", "userAgent", "claims");
    }

    @Test
    void everyStreamIsDeliveredToItsFunction() {
        assertThat(TEMPLATES.of("AWS::Lambda::EventSourceMapping"))
                .hasSize((int) Arrays.stream(Fn.values())
                        .filter(fn -> fn.trigger() == Fn.Trigger.STREAM)
                        .count())
                .allSatisfy(mapping -> {
                    var properties = mapping.properties();
                    assertThat(properties.path("BisectBatchOnFunctionError").asBoolean())
                            .isTrue();
                    assertThat(properties.path("FunctionResponseTypes").toString())
                            .contains("ReportBatchItemFailures");
                    assertThat(properties.path("MaximumRetryAttempts").asInt()).isBetween(1, 100);
                    assertThat(properties.path("MaximumRecordAgeInSeconds").asInt())
                            .isBetween(3_600, 86_000);
                    assertThat(TEMPLATES.resolved(
                                    "service",
                                    properties
                                            .path("DestinationConfig")
                                            .path("OnFailure")
                                            .path("Destination")))
                            .endsWith("-failed");
                });
    }

    @Test
    void onlyWhatDynamoExpiredIsDeliveredOfRecords() {
        assertThat(filter(Fn.EXPIRY))
                .contains("{\"eventName\":[\"REMOVE\"],\"userIdentity\":"
                        + "{\"principalId\":[\"dynamodb.amazonaws.com\"],\"type\":[\"Service\"]}}");
    }

    @Test
    void onlyWhatIsWrittenForOtherSystemsIsDeliveredToThem() {
        assertThat(filter(Fn.DELIVERY))
                .contains("{\"dynamodb\":{\"NewImage\":{\"kind\":{\"S\":[\"OUTBOX\"]}}},\"eventName\":[\"INSERT\"]}");
    }

    @Test
    void everythingIsDeliveredOfEvidence() {
        assertThat(filter(Fn.WATCH)).contains("");
    }

    private static Optional<String> filter(Fn fn) {
        return TEMPLATES.of("AWS::Lambda::EventSourceMapping").stream()
                .filter(mapping -> TEMPLATES
                        .resolved(
                                "service",
                                mapping.properties()
                                        .path("DestinationConfig")
                                        .path("OnFailure")
                                        .path("Destination"))
                        .endsWith(":" + name(fn) + "-failed"))
                .map(mapping -> mapping.properties()
                        .path("FilterCriteria")
                        .path("Filters")
                        .path(0)
                        .path("Pattern")
                        .asText())
                .findFirst();
    }

    @ParameterizedTest
    @EnumSource
    void aScheduleRunsItsFunctionAsOftenAsItSays(Schedule schedule) {
        var target = schedule("lethe-" + schedule.name().toLowerCase(java.util.Locale.ROOT), schedule.fn());
        assertThat(target.path("ScheduleExpression").asText())
                .isEqualTo(Timetable.rate(schedule.every()))
                .matches("rate\\([0-9]+ minutes?\\)");
        assertThat(target.path("Target").path("Input").asText())
                .contains("\"detail\":{}", "<aws.scheduler.scheduled-time>");
    }

    @ParameterizedTest
    @EnumSource
    void everyFunctionIsPingedDaily(Fn fn) {
        var target = schedule("lethe-ping" + fn.name().toLowerCase(java.util.Locale.ROOT), fn);
        assertThat(target.path("ScheduleExpression").asText()).isEqualTo("rate(1440 minutes)");
        assertThat(target.path("Target").path("Input").asText())
                .isEqualTo(Ping.EVENT)
                .contains(Ping.MARK);
    }

    @Test
    void nothingElseRunsByTheClock() {
        assertThat(TEMPLATES.of("AWS::Scheduler::Schedule")).hasSize(Schedule.values().length + Fn.values().length);
        assertThat(TEMPLATES.of("AWS::Events::Rule"))
                .allSatisfy(rule ->
                        assertThat(rule.properties().has("ScheduleExpression")).isFalse());
    }

    @Test
    void whatDetectorsFindIsBroughtToItsFunctionAndTriedAgain() {
        var rule = Objects.requireNonNull(
                TEMPLATES.named("AWS::Events::Rule", "Name").get("lethe-findings"));
        assertThat(rule.path("EventPattern").toString())
                .contains("aws.guardduty", "aws.macie", "GuardDuty Finding", "Macie Finding");
        assertThat(TEMPLATES.resolved("service", rule.path("Targets").path(0).path("Arn")))
                .endsWith("function:" + name(Fn.FINDINGS) + ":live");
        assertThat(TEMPLATES.of("AWS::Lambda::EventInvokeConfig"))
                .filteredOn(config ->
                        config.properties().path("MaximumRetryAttempts").asInt() == 2)
                .singleElement()
                .satisfies(config -> assertThat(config.properties().toString()).contains("Findings"));
    }

    @Test
    void aRunThatFailedIsPutAside() {
        assertThat(TEMPLATES.of("AWS::Lambda::EventInvokeConfig"))
                .hasSize((int) Arrays.stream(Fn.values())
                        .filter(fn -> fn.trigger() == Fn.Trigger.SCHEDULE || fn.trigger() == Fn.Trigger.EVENT)
                        .count())
                .allSatisfy(config -> {
                    assertThat(config.properties().path("MaximumRetryAttempts").asInt(-1))
                            .isIn(0, 2);
                    assertThat(TEMPLATES.resolved(
                                    "service",
                                    config.properties()
                                            .path("DestinationConfig")
                                            .path("OnFailure")
                                            .path("Destination")))
                            .endsWith("-failed");
                });
    }

    @Test
    void stacksRefuseToBeDeletedAndNameTheirDeployment() {
        assertThat(TEMPLATES.stacks())
                .containsOnlyKeys("first-epoch", "keys", "memory", "operator", "people", "service", "watch");
        assertThat(Stream.of("keys", "memory", "operator", "service").map(TEMPLATES::stack))
                .allSatisfy(stack -> assertThat(stack.toString())
                        .contains("\"Key\":\"lethe:deployment\",\"Value\":\"lethe\"", "\"Value\":\"privacy\""));
        // Whatever changed there would be changed on a key that is gone after a month.
        assertThat(TEMPLATES.stack("first-epoch").toString()).doesNotContain("\"privacy\"", "Fn::ImportValue");
        assertThat(Stream.of("keys", "memory", "operator", "people", "service", "watch")
                        .map(name -> TEMPLATES.stack(name).toString()))
                .noneMatch(template -> template.contains("lethe-first-epoch:"));
    }

    private static JsonNode schedule(String name, Fn fn) {
        var made = Objects.requireNonNull(
                TEMPLATES.named("AWS::Scheduler::Schedule", "Name").get(name), name);
        assertThat(TEMPLATES.resolved("service", made.path("Target").path("Arn")))
                .endsWith("function:" + name(fn) + ":live");
        assertThat(TEMPLATES.resolved(
                        "service", made.path("Target").path("DeadLetterConfig").path("Arn")))
                .endsWith("lethe-missed");
        assertThat(made.path("Target")
                        .path("RetryPolicy")
                        .path("MaximumRetryAttempts")
                        .asInt())
                .isEqualTo(3);
        return made;
    }

    private static JsonNode function(Fn fn) {
        return Objects.requireNonNull(
                TEMPLATES.named("AWS::Lambda::Function", "FunctionName").get(name(fn)));
    }

    private static String name(Fn fn) {
        return fn.deployedName("lethe");
    }
}
