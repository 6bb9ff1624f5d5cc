package dev.lethe.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.lethe.api.Bucket;
import dev.lethe.api.Fn;
import dev.lethe.api.MasterKey;
import dev.lethe.api.Table;
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
        return Stream.concat(
                Arrays.stream(Table.values()).map(table -> "LETHE_TABLE_" + table.name()),
                Stream.concat(
                        Arrays.stream(MasterKey.values()).map(MasterKey::variable),
                        Stream.concat(
                                Arrays.stream(Bucket.values()).map(Bucket::variable),
                                Stream.of("AWS_REGION", "AWS_LAMBDA_FUNCTION_NAME", "LETHE_FUNCTION"))));
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
