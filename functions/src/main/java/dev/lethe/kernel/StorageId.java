package dev.lethe.kernel;

/** What content is stored under: random, and linked to a person only by the row that holds their key. */
public record StorageId(
        @Text(max = 26, form = StorageId.FORM, example = "mfrggzdfmztwq2lknnwg23tpob")
        String value) {
    static final String FORM = "[a-z2-7]{26}";

    public StorageId {
        Written.check(value, FORM, "A storage id is 26 base32 characters");
    }

    @Override
    public String toString() {
        return value;
    }
}
