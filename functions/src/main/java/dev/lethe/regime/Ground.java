package dev.lethe.regime;

/** Why a regime applies to somebody. */
public enum Ground {
    RESIDENCE("they live there"),
    REGION_UNKNOWN("they live in that country, and in which part is not known"),
    RESIDENCE_UNKNOWN("where they live is not known"),
    ESTABLISHMENT("the controller is established there");

    private final String says;

    Ground(String says) {
        this.says = says;
    }

    public String says() {
        return says;
    }
}
