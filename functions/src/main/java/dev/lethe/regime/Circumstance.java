package dev.lethe.regime;

/** What has to be so for a rule or a period to apply, and only whoever runs the system can say. Not so unless it is said. */
public enum Circumstance {
    SMALL_AGENT("a small agent"),
    CRITICAL_INFRASTRUCTURE("critical infrastructure"),
    TELECOMS_PROVIDER("a public communications provider"),
    NATIONAL_SECURITY_RISK("a risk to national security or the public interest"),
    /** By somebody who was allowed to see the data, with no likely harm. */
    INADVERTENT("disclosed inadvertently by somebody authorised, with no likely harm"),
    WHOLLY_INSIDE("wholly inside the organisation"),
    /** Known from what is said of malice, and never said by itself. */
    IMPROPER_PURPOSE("improper purpose");

    private final String says;

    Circumstance(String says) {
        this.says = says;
    }

    public String says() {
        return says;
    }
}
