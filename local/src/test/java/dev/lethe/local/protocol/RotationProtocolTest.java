package dev.lethe.local.protocol;

import static dev.lethe.local.protocol.Races.breaks;
import static dev.lethe.local.protocol.Races.holds;

import org.junit.jupiter.api.Test;

/** The rotation of an epoch's key, racing whoever makes, uses and destroys the keys it wraps. */
class RotationProtocolTest {
    @Test
    void aRotationRacesAFirstMessageAndAnErasureAndIsCutOff() {
        holds("rotation", race(new Rotation(true, true, true)), 48_000, 35_000_000_000L);
    }

    @Test
    void aRotationThatOverwritesBringsAnErasedKeyBack() {
        var found = Races.run("careless rotation", race(new Rotation(true, true, false)));
        breaks(Broken.KEY_MADE_ANEW, 400_000_000, found);
    }

    @Test
    void aRotationThatDoesNotWaitLosesAKeyMadeMeanwhile() {
        var found = Races.run("hasty rotation", race(new Rotation(false, false, true)));
        breaks(Broken.UNREADABLE, 500_000_000, found);
        breaks(Broken.LOST, 2_500_000_000L, found);
    }

    private static Scene race(Rotation rotation) {
        var stage = new Stage();
        stage.with(Cast.writer("one"))
                .with(Cast.eraser("eraser"))
                .with(Cast.reader(stage.names()))
                .with(Cast.rotation(rotation).restarting());
        return Scene.of(stage).withKeyServiceSteps();
    }
}
