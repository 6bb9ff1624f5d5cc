package dev.lethe.kernel;

/** The program that called, as the user pool registered it. */
public record ClientId(
        @Text(max = 128, form = ClientId.FORM, example = "4f1kexample")
        String value) {
    static final String FORM = "[A-Za-z0-9_+-]{1,128}";

    public ClientId {
        Written.check(value, FORM, "A client is up to 128 letters and digits");
    }

    @Override
    public String toString() {
        return value;
    }
}
