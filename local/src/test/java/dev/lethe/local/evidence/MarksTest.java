package dev.lethe.local.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarksTest {
    @Test
    void marksAreKeptApartAsTheyGrow() {
        var marks = new Marks();
        for (var thing = 0; thing < 20_000; thing++) {
            assertThat(marks.mark("thing " + thing, thing % 2 == 0 ? Marks.ONE : Marks.OTHER))
                    .isZero();
        }
        for (var thing = 0; thing < 20_000; thing += 3) {
            marks.mark("thing " + thing, Marks.ONE);
        }
        assertThat(marks.size()).isEqualTo(20_000);
        assertThat(marks.of("thing 3")).isEqualTo(Marks.ONE | Marks.OTHER);
        assertThat(marks.of("thing 4")).isEqualTo(Marks.ONE);
        assertThat(marks.of("nothing")).isZero();
        assertThat(marks.matched()).isEqualTo(3_333);
        assertThat(marks.unmatched()).isEqualTo(16_667);
    }
}
