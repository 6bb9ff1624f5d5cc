package dev.lethe.local.protocol;

import static dev.lethe.local.protocol.Races.breaksOnly;
import static dev.lethe.local.protocol.Races.holds;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** The key protocol, in every order of its steps. */
class KeyProtocolTest {
    /** Shared by two races, so that what anybody does on a record is found once. */
    private static final Stage SWEEP = new Stage()
            .with(Cast.warmWriter("one"))
            .with(Cast.writer("two"))
            .with(Cast.eraser("eraser"))
            .with(Cast.sweeper().restarting());

    @Test
    void firstMessagesRaceAnErasure() {
        var stage = new Stage();
        stage.with(Cast.writer("one"))
                .with(Cast.writer("two"))
                .with(Cast.eraser("eraser"))
                .with(Cast.reader(stage.names()));
        holds("first messages", Scene.of(stage), 12_000, 700_000_000L);
    }

    @Test
    void warmWritersAndReadersRaceAnErasure() {
        var stage = new Stage();
        stage.with(Cast.warmWriter("one"))
                .with(Cast.warmWriter("two"))
                .with(Cast.eraser("eraser").restarting())
                .with(Cast.warmReader(stage.names()));
        holds("warm caches", Scene.of(stage), 600, 150_000);
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
        holds("the end of a day", Scene.of(stage), 18_000, 5_000_000_000_000L);
    }

    @Test
    void theFirstMessagesOfADayRaceItsEnd() {
        var stage = new Stage().after(Cast.settled()).after(Cast.earlier());
        stage.with(Cast.writer("one"))
                .with(Cast.writer("two"))
                .with(Cast.reader(stage.names()))
                .with(Cast.destroyer().restarting());
        holds("first messages of a day", Scene.of(stage), 30_000, 1_200_000_000_000L);
    }

    /**
     * A writer who is cut off between the index rows and the message leaves index rows under a storage id that nobody knows any
     * more. They hold no content and go by their own expiry; the sweep does not find them.
     */
    @Test
    void aSweepRacesLateWritersAndIsCutOffAndLeavesNoMessage() {
        breaksOnly(Set.of(Broken.INDEX_LEFT_BEHIND), "sweep", Scene.of(SWEEP), 21_000, 450_000_000L);
    }

    @Test
    void aSweepLeavesNoIndexRowOfAWriterWhoWasNotCutOff() {
        holds("patient sweep", Scene.of(SWEEP).patiently(), 17_000, 300_000_000L);
    }

    @Test
    void aSweepRacesAPersonWhoReturns() {
        var stage = new Stage()
                .with(Cast.warmWriter("one"))
                .with(Cast.eraser("eraser"))
                .with(Cast.returner())
                .with(Cast.sweeper())
                .with(Cast.warmWriter("two"));
        holds("sweep and return", Scene.of(stage), 110_000, 50_000_000_000L);
    }

    @Test
    void twoErasuresRaceEachOtherAndAreCutOff() {
        var stage = new Stage();
        stage.with(Cast.writer("one"))
                .with(Cast.eraser("eraser").restarting())
                .with(Cast.eraser("another").restarting())
                .with(Cast.reader(stage.names()));
        holds("erasures", Scene.of(stage), 14_000, 80_000_000_000L);
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
        holds("return", Scene.of(stage), 34_000, 12_000_000_000L);
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
                .with(Cast.rotation(new Rotation(true, true, true)));
        holds("everybody", Scene.of(stage).withKeyServiceSteps().switchesAtMost(1), 130_000, 330_000);
    }
}
