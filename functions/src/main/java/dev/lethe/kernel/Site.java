package dev.lethe.kernel;

/** An unguessable public name of a tenant, for routes that take no token. */
public record Site(
        @Text(max = 26, form = Site.FORM, example = "mfrggzdfmztwq2lknnwg23tpob")
        String value) {
    static final String FORM = "[a-z2-7]{26}";

    public Site {
        Written.check(value, FORM, "A site is 26 base32 characters");
    }

    @Override
    public String toString() {
        return value;
    }
}
