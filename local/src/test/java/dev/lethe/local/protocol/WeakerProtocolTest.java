package dev.lethe.local.protocol;

import static dev.lethe.local.protocol.Races.breaks;

import org.junit.jupiter.api.Test;

/** Protocols that are weaker than ours fail in the same races: so ours is judged by something that can fail. */
class WeakerProtocolTest {
    @Test
    void aPlainCacheOfLookUpsReadsAfterAnErasure() {
        var stage = new Stage();
        stage.with(Cast.warmWriter("one"))
                .with(Cast.writer("two"))
                .with(Cast.eraser("eraser"))
                .with(Cast.warmReader(stage.names()).through(Weaker.CachedLookups::new));
        var found = Races.run("cached look-ups", Scene.of(stage));
        breaks(Broken.READ_AFTER_END, 1_000, found);
    }

    @Test
    void anErasureWithoutATombstoneIsUndoneByALateWriter() {
        var found = Races.run("no tombstone", race().weakened(Weaker::noTombstone));
        breaks(Broken.KEY_MADE_ANEW, 10_000, found);
        breaks(Broken.TOMBSTONE_LOST, 150_000, found);
    }

    @Test
    void anUnconditionalCreateOverwritesKeysAndMakesThemAnew() {
        var found = Races.run("unconditional create", race().weakened(Weaker::unconditionalCreate));
        breaks(Broken.KEY_MADE_ANEW, 2_000, found);
        breaks(Broken.KEY_OVERWRITTEN, 90_000, found);
        breaks(Broken.UNREADABLE, 18_000, found);
    }

    @Test
    void anUnconditionalCreateMakesADaysKeyAnew() {
        var stage = new Stage()
                .after(Cast.settled())
                .after(Cast.earlier())
                .with(Cast.writer("one"))
                .with(Cast.writer("two"))
                .with(Cast.destroyer());
        var found = Races.run("unconditional create of days", Scene.of(stage).weakened(Weaker::unconditionalCreate));
        breaks(Broken.DAY_MADE_ANEW, 1_500, found);
    }

    @Test
    void anErasureThatLeavesTheKeyErasesNothing() {
        var found = Races.run("erasure without effect", Scene.of(warm()).weakened(Weaker::keyLeft));
        breaks(Broken.ERASED_NOTHING, 1, found);
    }

    @Test
    void aMessageWithoutItsIndexRowIsFoundByNoPurge() {
        var stage = new Stage().with(Cast.writer("one")).with(Cast.eraser("eraser"));
        var found = Races.run("no index", Scene.of(stage).weakened(Weaker::noIndex));
        breaks(Broken.UNFINDABLE, 1, found);
    }

    @Test
    void aSweepThatDoesNotWaitLeavesALateMessage() {
        var found = Races.run("hasty sweep", Scene.of(warm().with(Cast.hastySweeper())));
        breaks(Broken.LEFT_BEHIND, 1, found);
    }

    @Test
    void anIndexRowThatIsWrittenBeforeItsMessageIsLeftBehindByWhoIsCutOff() {
        var stage = new Stage()
                .with(Cast.writer("one").through(Weaker.IndexFirst::new))
                .with(Cast.eraser("eraser"))
                .with(Cast.sweeper());
        var found = Races.run("index first", Scene.of(stage));
        breaks(Broken.INDEX_LEFT_BEHIND, 700, found);
    }

    private static Stage warm() {
        return new Stage().with(Cast.warmWriter("one")).with(Cast.eraser("eraser"));
    }

    private static Scene race() {
        return Scene.of(
                new Stage().with(Cast.writer("one")).with(Cast.writer("two")).with(Cast.eraser("eraser")));
    }
}
