package dev.lethe.kernel;

/** A person, known only by a keyed pseudonym: never a name, a platform id or an address. Carries the version of the key that made it. */
public record SubjectId(
        @Text(max = 34, form = SubjectId.FORM, example = "sub1_mfrggzdfmztwq2lknnwg23tpob")
        String value) {
    static final String FORM = "sub[0-9]{1,4}_[a-z2-7]{26}";

    public SubjectId {
        Written.check(value, FORM, "A subject is sub, a version, _ and 26 base32 characters");
    }

    @Override
    public String toString() {
        return value;
    }
}
