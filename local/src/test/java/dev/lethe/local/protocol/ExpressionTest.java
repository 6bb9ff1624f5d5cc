package dev.lethe.local.protocol;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ExpressionTest {
    @Test
    void whatTheModelDoesNotKnowIsNotAnswered() {
        var names = Map.of("#a", "a");
        var values = Map.of(":b", AttributeValue.fromN("1"));
        assertThatThrownBy(() -> Expression.over(names, values).condition("contains(#a, :b)"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> Expression.over(names, values).condition("#a = :b AND (#a = :b)"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> Expression.over(names, values).update("SET #a = #a + :b", Map.of()))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> Expression.over(names, values).update("ADD #a :b", Map.of()))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> Expression.over(names, values).done()).isInstanceOf(AssertionError.class);
    }
}
