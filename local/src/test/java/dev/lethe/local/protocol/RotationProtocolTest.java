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
        var found = Races.run("careless rotation", weak(new Rotation(true, true, false)));
        breaks(Broken.KEY_MADE_ANEW, 30_000_000, found);
    }

    @Test
    void aRotationThatDoesNotWaitLosesAKeyMadeMeanwhile() {
        var found = Races.run("hasty rotation", weak(new Rotation(false, false, true)));
        breaks(Broken.UNREADABLE, 25_000_000, found);
        breaks(Broken.LOST, 20_000_000, found);
    }

    private static Scene race(Rotation rotation) {
        var stage = new Stage();
        stage.with(Cast.writer("one"))
                .with(Cast.eraser("eraser"))
                .with(Cast.reader(stage.names()))
                .with(Cast.rotation(rotation).restarting());
        return Scene.of(stage).withKeyServiceSteps();
    }

    private static Scene weak(Rotation rotation) {
        var stage = new Stage();
        stage.with(Cast.writer("one"))
                .with(Cast.eraser("eraser"))
                .with(Cast.reader(stage.names()))
                .with(Cast.rotation(rotation));
        return Scene.of(stage).withKeyServiceSteps();
    }
}
