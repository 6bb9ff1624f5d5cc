package dev.lethe.kernel;

/** A message, by a keyed hash of the name its platform gave it. */
public record MessageId(
        @Text(max = 30, form = MessageId.FORM, example = "msg_mfrggzdfmztwq2lknnwg23tpob")
        String value) {
    static final String FORM = "msg_[a-z2-7]{26}";

    public MessageId {
        Written.check(value, FORM, "A message is msg_ and 26 base32 characters");
    }

    @Override
    public String toString() {
        return value;
    }
}
