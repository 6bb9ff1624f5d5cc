package dev.lethe.regime;

import dev.lethe.kernel.Text;

/** Where a fact was read. */
public record Source(
        @Text(max = 200) String title, @Text(max = 400) String url, Kind kind) {

    /** Who speaks there. */
    public enum Kind {
        STATUTE,
        OFFICIAL,
        OFFICIAL_SPEECH,
        REGULATOR,
        REGULATOR_COPY,
        TEXT_COPY,
        STANDARD_GUIDE,
        LAW_FIRM,
        SECONDARY,
        PRESS,
        VENDOR,
        TRACKER
    }
}
