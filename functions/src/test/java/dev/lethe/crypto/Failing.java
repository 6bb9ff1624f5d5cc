package dev.lethe.crypto;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lethe.crypto.Unopenable.Reason;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What it means to fail to open. */
final class Failing {
    static void assertUnopenable(Reason reason, ThrowingCallable call) {
        assertThatExceptionOfType(Unopenable.class)
                .isThrownBy(call)
                .withNoCause()
                .withMessage("unopenable")
                .matches(unopenable -> unopenable.reason() == reason, "says " + reason);
    }

    private Failing() {}
}
