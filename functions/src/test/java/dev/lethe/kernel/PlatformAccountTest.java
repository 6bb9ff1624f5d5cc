package dev.lethe.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlatformAccountTest {

    @Test
    void printsNothingOfThePerson() {
        assertThat(new PlatformAccount(new Channel("whatsapp"), "4915200000000"))
                .hasToString("PlatformAccount[redacted]");
    }
}
