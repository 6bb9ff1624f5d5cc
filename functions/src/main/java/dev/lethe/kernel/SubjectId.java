package dev.lethe.kernel;

import org.jspecify.annotations.Nullable;

/** A person, known only by a keyed pseudonym: never a name, a platform id or an address. Carries the version of the key that made it. */
public record SubjectId(
        @Text(max = 34, form = SubjectId.FORM, example = "sub1_mfrggzdfmztwq2lknnwg23tpob")
        String value) {
    static final String FORM = "sub[0-9]{1,4}_[a-z2-7]{26}";

    public SubjectId {
        Written.check(value, FORM, "A subject is sub, a version, _ and 26 base32 characters");
    }

    // Written out: what a record would get is linked when it first runs, milliseconds in a fresh function.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SubjectId that && value.equals(that.value);
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
