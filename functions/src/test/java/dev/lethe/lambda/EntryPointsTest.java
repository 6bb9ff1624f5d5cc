package dev.lethe.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.lethe.api.Fn;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is deployed names its entry points as text: they are there, as Lambda makes them. */
class EntryPointsTest {

    @ParameterizedTest
    @EnumSource
    void everyTriggerHasAnEntryPointThatLambdaCanMake(Fn.Trigger trigger) throws Exception {
        var entryPoint = Class.forName(trigger.entryPoint());
        assertThat(RequestHandler.class).isAssignableFrom(entryPoint);
        assertThat(entryPoint.getConstructor().getParameterCount()).isZero();
    }
}
