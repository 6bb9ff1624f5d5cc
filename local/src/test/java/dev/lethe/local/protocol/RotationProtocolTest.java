package dev.lethe.local.protocol;

import static dev.lethe.local.protocol.Races.breaks;
import static dev.lethe.local.protocol.Races.holds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The rotation of an epoch's key, racing whoever makes, uses and destroys the keys it wraps. */
class RotationProtocolTest {
    @Test
    void aRotationRacesAFirstMessageAndAnErasure() {
        holds("rotation", race(Cast.rotation()), 27_000, 420_000_000);
    }

    @Test
    void aRotationThatIsCutOffAnywhereIsTakenUp() {
        holds("rotation, cut off", race(Cast.rotation().restarting()), 330_000, 32_000_000_000L);
    }

    @Test
    void aRotationThatOverwritesBringsAnErasedKeyBack() {
        var found = Races.run("careless rotation", race(Cast.rotation()).weakened(Weaker::carelessRotation));
        breaks(Broken.KEY_MADE_ANEW, 6_000_000, found);
    }

    @Test
    void aRotationThatWrapsAnewTooSoonLosesAKeyMadeMeanwhile() {
        var found = Races.run("rotation that does not settle", race(Cast.rotation(wait -> wait > 0)));
        breaks(Broken.UNREADABLE, 200_000_000, found);
    }

    @Test
    void aRotationThatDisablesTooSoonLosesWhatIsReadMeanwhile() {
        var found = Races.run("rotation that does not linger", race(Cast.rotation(wait -> wait != 1)));
        breaks(Broken.LOST, 480_000, found);
    }

    /** What is left out for speed would have shown nothing else: neither where all is well nor where it is not. */
    @Test
    void stepsThatAreNobodyElsesConcernNeedNoOtherOrder() {
        for (var rotation : List.of(Cast.rotation().restarting(), Cast.rotation(_ -> false))) {
            var scene = Scene.of(new Stage().with(Cast.writer("one")).with(rotation))
                    .withKeyServiceSteps();
            var few = Races.run("rotation, few orders", scene);
            var all = Races.run("rotation, all orders", scene.inEveryOrder());
            assertThat(all.schedules()).isGreaterThan(few.schedules());
            assertThat(few.broken().keySet()).isEqualTo(all.broken().keySet());
            assertThat(few.outcomes()).isEqualTo(all.outcomes());
        }
    }

    private static Scene race(Actor rotation) {
        var stage = new Stage();
        stage.with(Cast.writer("one"))
                .with(Cast.eraser("eraser"))
                .with(Cast.reader(stage.names()))
                .with(rotation);
        return Scene.of(stage).withKeyServiceSteps();
    }
}
