package dev.lethe.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.lethe.api.Bucket;
import dev.lethe.api.EventBus;
import dev.lethe.api.Fn;
import dev.lethe.api.MasterKey;
import dev.lethe.api.Table;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {

    static Stream<String> names() {
        return Stream.of(
                        Arrays.stream(Table.values()).map(table -> "LETHE_TABLE_" + table.name()),
                        Arrays.stream(MasterKey.values()).map(MasterKey::variable),
                        Arrays.stream(Bucket.values()).map(Bucket::variable),
                        Arrays.stream(EventBus.values()).map(EventBus::variable),
                        Stream.of("AWS_REGION", "AWS_LAMBDA_FUNCTION_NAME", "LETHE_FUNCTION"))
                .flatMap(names -> names);
    }

    @ParameterizedTest
    @EnumSource
    void isReadForEveryFunction(Fn fn) {
        var variables = variables();
        variables.put("LETHE_FUNCTION", fn.name());
        var environment = Environment.of(variables);
        assertThat(environment.fn()).isEqualTo(fn);
        assertThat(environment.tables()).hasSize(Table.values().length);
        assertThat(environment.region()).isEqualTo("of AWS_REGION");
    }

    @Test
    void ownRegimesAreThereOnlyWhereTheyAreNamed() {
        var variables = variables();
        assertThat(Environment.of(variables).regimes()).isEmpty();
        variables.put(Fn.REGIMES_VARIABLE, " ");
        assertThat(Environment.of(variables).regimes()).isEmpty();
        variables.put(Fn.REGIMES_VARIABLE, "/opt");
        assertThat(Environment.of(variables).regimes()).contains(Path.of("/opt"));
    }

    @Test
    void anotherEndpointIsTakenWhereOneIsNamed() {
        var variables = variables();
        assertThat(Environment.of(variables).objectsAt()).isEmpty();
        assertThat(Environment.of(variables).eventsAt()).isEmpty();
        variables.put("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:1");
        variables.put("AWS_ENDPOINT_URL_EVENTBRIDGE", "http://127.0.0.1:2");
        assertThat(Environment.of(variables).objectsAt()).contains(URI.create("http://127.0.0.1:1"));
        assertThat(Environment.of(variables).eventsAt()).contains(URI.create("http://127.0.0.1:2"));
    }

    @Test
    void everyMissingVariableIsNamedAtOnce() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Environment.of(Map.of()))
                .satisfies(e -> assertThat(e.getMessage()).contains(names().toList()));
    }

    @ParameterizedTest
    @MethodSource("names")
    void eachIsNamedWhenItAloneIsMissing(String name) {
        var variables = variables();
        variables.remove(name);
        assertThatIllegalStateException()
                .isThrownBy(() -> Environment.of(variables))
                .withMessage("Missing from the environment: " + name);
    }

    @ParameterizedTest
    @MethodSource("names")
    void aBlankOneIsMissing(String name) {
        var variables = variables();
        variables.put(name, " ");
        assertThatIllegalStateException()
                .isThrownBy(() -> Environment.of(variables))
                .withMessage("Missing from the environment: " + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"canary", "SITE2", "SITE,NOTICE", " SITE"})
    void aFunctionThatThereIsNotIsNotRepeated(String function) {
        var variables = variables();
        variables.put("LETHE_FUNCTION", function);
        variables.remove("AWS_REGION");
        assertThatIllegalStateException()
                .isThrownBy(() -> Environment.of(variables))
                .withMessage("Missing from the environment: AWS_REGION, LETHE_FUNCTION (a function's name)");
    }

    private static Map<String, String> variables() {
        var variables = new HashMap<String, String>();
        names().forEach(name -> variables.put(name, "of " + name));
        variables.put("LETHE_FUNCTION", "SITE");
        return variables;
    }
}
