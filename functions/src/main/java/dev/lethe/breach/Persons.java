package dev.lethe.breach;

import dev.lethe.breach.Affected.Exactness;

/** How many people there are, as far as it is known: no fewer than the least, and no more than the most. */
record Persons(long least, long most) {
    static final Persons NOBODY = new Persons(0, 0);

    private static final long UNBOUNDED = Long.MAX_VALUE;

    /** By what an estimate may be wrong. */
    private static final int ESTIMATE_FACTOR = 2;

    static Persons of(Affected affected) {
        if (affected.persons().isEmpty()) {
            return new Persons(affected.minors().orElse(1), UNBOUNDED);
        }
        long said = affected.persons().get();
        return switch (affected.exactness().orElse(Exactness.EXACT)) {
            case EXACT -> new Persons(said, said);
            case AT_LEAST -> new Persons(said, UNBOUNDED);
            case AT_MOST -> new Persons(1, said);
            case ESTIMATE -> new Persons(Math.max(1, said / ESTIMATE_FACTOR), said * ESTIMATE_FACTOR);
        };
    }

    Persons plus(Persons other) {
        return new Persons(
                least + other.least, most == UNBOUNDED || other.most == UNBOUNDED ? UNBOUNDED : most + other.most);
    }

    /** Where nobody knows whether it is any of them. */
    Persons perhaps() {
        return new Persons(0, most);
    }

    Threshold atLeast(int number) {
        if (least >= number) {
            return Threshold.MET;
        }
        return most < number ? Threshold.NOT_MET : Threshold.NOT_KNOWN;
    }
}
