package dev.lethe.event;

import dev.lethe.kernel.ReceiptId;
import dev.lethe.kernel.RequestId;
import dev.lethe.kernel.Text;

/** One event, however often it is sent: who gets a second one of the same id has heard it before. */
public record EventId(
        @Text(max = 30, form = EventId.FORM, example = "evt_01jd0000000000000000000000")
        String value) {
    static final String FORM = "evt_[0-9a-z]{26}";

    private static final int PREFIX = "evt_".length();

    public EventId {
        if (!value.matches(FORM)) {
            throw new IllegalArgumentException("An event is evt_ and 26 characters");
        }
    }

    /** The event that tells of a decision. */
    public static EventId of(ReceiptId receipt) {
        return new EventId("evt_" + receipt.value().substring(PREFIX));
    }

    /** The event that tells of what came of a request. */
    public static EventId of(RequestId request) {
        return new EventId("evt_" + request.value().substring(PREFIX));
    }

    @Override
    public String toString() {
        return value;
    }
}
