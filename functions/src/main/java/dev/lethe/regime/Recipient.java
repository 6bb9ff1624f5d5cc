package dev.lethe.regime;

import java.util.Locale;

/** Who is told of a breach. */
public enum Recipient {
    /** The data protection authority. */
    SUPERVISORY_AUTHORITY("the supervisory authority"),
    INDIVIDUALS("the people concerned"),
    ATTORNEY_GENERAL("the Attorney General"),
    /** Police and other agencies of a state. */
    STATE_AGENCIES("the state's agencies"),
    CONSUMER_REPORTING_AGENCIES("the consumer reporting agencies"),
    /** By a processor: whoever it holds the data for. */
    CONTROLLER("the controller"),
    /** Organisations and authorities that can make the harm smaller. */
    MITIGATING_BODIES("whoever can reduce the harm"),
    /** In place of each single person. */
    PUBLIC("the public"),
    /** Nobody outside: an assessment of one's own that has to be finished. */
    INTERNAL("nobody outside: finish the assessment");

    private final String says;

    Recipient(String says) {
        this.says = says;
    }

    public String says() {
        return says;
    }

    /** How it is written in keys. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
