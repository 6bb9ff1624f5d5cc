package dev.lethe.regime;

import dev.lethe.kernel.Text;

/** A period of one unit, as ISO 8601 writes it: {@code PT72H}, {@code P10D}, {@code P1M}, {@code P2Y}. {@code PT0S} is at once. */
public record Length(
        @Text(max = 8, form = "PT(?:0S|[1-9][0-9]{0,3}H)|P[1-9][0-9]{0,3}[DMY]", example = "P30D")
        String iso) {

    /** What a length is counted in. */
    public enum Unit {
        HOURS,
        DAYS,
        MONTHS,
        YEARS
    }

    public Unit unit() {
        return switch (iso.charAt(iso.length() - 1)) {
            case 'D' -> Unit.DAYS;
            case 'M' -> Unit.MONTHS;
            case 'Y' -> Unit.YEARS;
            default -> Unit.HOURS;
        };
    }

    public int count() {
        return Integer.parseInt(iso.replaceAll("[^0-9]", ""));
    }

    /** Whether it is counted in hours, on the line of time, or in whole days of a calendar. */
    public boolean isHours() {
        return unit() == Unit.HOURS;
    }

    @Override
    public String toString() {
        return iso;
    }
}
