package dev.lethe.kernel;

import org.jspecify.annotations.Nullable;

/** What content is stored under: random, and linked to a person only by the row that holds their key. */
public record StorageId(
        @Text(max = 26, form = StorageId.FORM, example = "mfrggzdfmztwq2lknnwg23tpob")
        String value) {
    static final String FORM = "[a-z2-7]{26}";

    public StorageId {
        Written.check(value, FORM, "A storage id is 26 base32 characters");
    }

    // Written out: what a record would get is linked when it first runs, milliseconds in a fresh function.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StorageId that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
