package dev.lethe.regime;

import dev.lethe.kernel.Text;

/** A country (ISO 3166-1, two letters) or a region of one (ISO 3166-2). */
public record Place(
        @Text(max = 6, form = "[A-Z]{2}(?:-[A-Z0-9]{1,3})?", example = "US-CA")
        String code) {

    public Place country() {
        return new Place(code.substring(0, 2));
    }

    /** Whether it is the other place, or a region of it. */
    public boolean isIn(Place other) {
        return equals(other) || country().equals(other);
    }

    @Override
    public String toString() {
        return code;
    }
}
