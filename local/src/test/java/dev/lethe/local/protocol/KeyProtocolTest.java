package dev.lethe.local.protocol;

import static dev.lethe.local.protocol.Races.holds;

import org.junit.jupiter.api.Test;

/** The key protocol, in every order of its steps. */
class KeyProtocolTest {
    @Test
    void firstMessagesRaceAnErasure() {
        var stage = new Stage();
        stage.with(Cast.writer("one"))
                .with(Cast.writer("two"))
                .with(Cast.eraser("eraser"))
                .with(Cast.reader(stage.names()));
        holds("first messages", Scene.of(stage), 7_000, 19_000_000);
    }

    @Test
    void warmWritersAndReadersRaceAnErasure() {
        var stage = new Stage();
        stage.with(Cast.warmWriter("one"))
                .with(Cast.warmWriter("two"))
                .with(Cast.eraser("eraser").restarting())
                .with(Cast.warmReader(stage.names()));
        holds("warm caches", Scene.of(stage), 480, 43_000);
    }

    /** Everybody but the destroyer has a clock that is slow by a fortnight. */
    @Test
    void theEndOfADayRacesSlowClocks() {
        var stage = new Stage().after(Cast.settled());
        stage.with(Cast.warmWriter("one"))
                .with(Cast.writer("two"))
                .with(Cast.reader(stage.names()))
                .with(Cast.destroyer().restarting())
                .with(Cast.timelyReader(stage.names()));
        holds("the end of a day", Scene.of(stage), 10_000, 105_000_000_000L);
    }

    @Test
    void theFirstMessagesOfADayRaceItsEnd() {
        var stage = new Stage().after(Cast.settled()).after(Cast.earlier());
        stage.with(Cast.writer("one"))
                .with(Cast.writer("two"))
                .with(Cast.reader(stage.names()))
                .with(Cast.destroyer().restarting());
        holds("first messages of a day", Scene.of(stage), 22_000, 23_000_000_000L);
    }

    /** Whoever is cut off where: once an erasure is completed, no message and no index row is left of it. */
    @Test
    void aSweepRacesLateWritersAndIsCutOffAndLeavesNothing() {
        var stage = new Stage()
                .with(Cast.warmWriter("one"))
                .with(Cast.writer("two"))
                .with(Cast.eraser("eraser"))
                .with(Cast.sweeper().restarting());
        holds("sweep", Scene.of(stage), 19_000, 110_000_000);
    }

    @Test
    void aSweepRacesAPersonWhoReturns() {
        var stage = new Stage()
                .with(Cast.warmWriter("one"))
                .with(Cast.eraser("eraser"))
                .with(Cast.returner())
                .with(Cast.sweeper())
                .with(Cast.warmWriter("two"));
        holds("sweep and return", Scene.of(stage), 105_000, 16_000_000_000L);
    }

    @Test
    void twoErasuresRaceEachOtherAndAreCutOff() {
        var stage = new Stage();
        stage.with(Cast.writer("one"))
                .with(Cast.eraser("eraser").restarting())
                .with(Cast.eraser("another").restarting())
                .with(Cast.reader(stage.names()));
        holds("erasures", Scene.of(stage), 10_500, 3_600_000_000L);
    }

    @Test
    void aPersonIsErasedReturnsAndIsErasedAgain() {
        var stage = new Stage();
        stage.with(Cast.warmWriter("one"))
                .with(Cast.eraser("eraser"))
                .with(Cast.returner())
                .with(Cast.laterEraser("another"))
                .with(Cast.writer("two"))
                .with(Cast.warmReader(stage.names()));
        holds("return", Scene.of(stage), 21_000, 350_000_000);
    }

    @Test
    void everybodyAtOnceWithFewInterruptions() {
        var stage = new Stage().after(Cast.settled());
        stage.with(Cast.warmWriter("one"))
                .with(Cast.writer("two"))
                .with(Cast.eraser("eraser"))
                .with(Cast.sweeper())
                .with(Cast.destroyer())
                .with(Cast.reader(stage.names()))
                .with(Cast.rotation());
        holds("everybody", Scene.of(stage).withKeyServiceSteps().switchesAtMost(1), 190_000, 430_000);
    }
}
