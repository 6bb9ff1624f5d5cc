package dev.lethe.kernel;

/** Who answers for the data: one controller or processor using this deployment. Begins every key. */
public record Tenant(
        @Text(max = 40, form = Tenant.FORM, example = "demo")
        String value) {
    static final String FORM = "[a-z][a-z0-9-]{1,39}";

    public Tenant {
        Written.check(value, FORM, "A tenant is a short lower-case slug");
    }

    @Override
    public String toString() {
        return value;
    }
}
