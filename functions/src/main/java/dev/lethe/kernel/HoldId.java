package dev.lethe.kernel;

/** One legal hold. */
public record HoldId(
        @Text(max = 31, form = HoldId.FORM, example = "hold_01jd0000000000000000000000")
        String value) {
    static final String FORM = "hold_[0-9a-z]{26}";

    public HoldId {
        Written.check(value, FORM, "A hold is hold_ and 26 characters");
    }

    @Override
    public String toString() {
        return value;
    }
}
