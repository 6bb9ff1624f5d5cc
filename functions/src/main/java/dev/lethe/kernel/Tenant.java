package dev.lethe.kernel;

import org.jspecify.annotations.Nullable;

/** Who answers for the data: one controller or processor using this deployment. Begins every key. */
public record Tenant(
        @Text(max = 40, form = Tenant.FORM, example = "demo")
        String value) {
    static final String FORM = "[a-z][a-z0-9-]{1,39}";

    public Tenant {
        Written.check(value, FORM, "A tenant is a short lower-case slug");
    }

    // Written out: what a record would get is linked when it first runs, milliseconds in a fresh function.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Tenant that && value.equals(that.value);
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
