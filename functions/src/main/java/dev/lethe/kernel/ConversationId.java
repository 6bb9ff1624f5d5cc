package dev.lethe.kernel;

/** A conversation, by a keyed hash of the name its platform gave it. */
public record ConversationId(
        @Text(max = 30, form = ConversationId.FORM, example = "cnv_mfrggzdfmztwq2lknnwg23tpob")
        String value) {
    static final String FORM = "cnv_[a-z2-7]{26}";

    public ConversationId {
        Written.check(value, FORM, "A conversation is cnv_ and 26 base32 characters");
    }

    @Override
    public String toString() {
        return value;
    }
}
