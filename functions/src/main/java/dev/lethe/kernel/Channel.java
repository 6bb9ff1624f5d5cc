package dev.lethe.kernel;

/** Where a conversation takes place, such as messenger, whatsapp or telegram. */
public record Channel(
        @Text(max = 20, form = Channel.FORM, example = "messenger")
        String value) {
    static final String FORM = "[a-z][a-z0-9-]{1,19}";

    public Channel {
        Written.check(value, FORM, "A channel is a short lower-case slug");
    }

    @Override
    public String toString() {
        return value;
    }
}
