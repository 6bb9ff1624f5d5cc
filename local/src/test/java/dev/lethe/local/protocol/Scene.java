package dev.lethe.local.protocol;

import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.SdkRequest;

/**
 * A race.
 *
 * @param switches how often at most somebody is interrupted who could have gone on
 * @param keyServiceSteps whether calls of the key service are steps; where nobody changes its keys they need not be
 * @param everyOrder whether steps that are nobody else's concern are tried in every order with the others' steps as well
 * @param weaken what becomes of each request on its way, in a protocol that is weaker than ours
 */
record Scene(Stage stage, int switches, boolean keyServiceSteps, boolean everyOrder, UnaryOperator<SdkRequest> weaken) {
    static Scene of(Stage stage) {
        return new Scene(stage, Integer.MAX_VALUE, false, false, request -> request);
    }

    Scene switchesAtMost(int most) {
        return new Scene(stage, most, keyServiceSteps, everyOrder, weaken);
    }

    Scene withKeyServiceSteps() {
        return new Scene(stage, switches, true, everyOrder, weaken);
    }

    Scene inEveryOrder() {
        return new Scene(stage, switches, keyServiceSteps, true, weaken);
    }

    Scene weakened(UnaryOperator<SdkRequest> by) {
        return new Scene(stage, switches, keyServiceSteps, everyOrder, by);
    }
}
