package dev.lethe.kernel;

/** One consent receipt; sorts in the order receipts were made. */
public record ReceiptId(
        @Text(max = 30, form = ReceiptId.FORM, example = "rcp_01jd0000000000000000000000")
        String value) {
    static final String FORM = "rcp_[0-9a-z]{26}";

    public ReceiptId {
        Written.check(value, FORM, "A receipt is rcp_ and 26 characters");
    }

    @Override
    public String toString() {
        return value;
    }
}
