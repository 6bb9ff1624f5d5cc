package dev.lethe.event;

import dev.lethe.kernel.Base32;
import dev.lethe.kernel.IncidentId;
import dev.lethe.kernel.ReceiptId;
import dev.lethe.kernel.RequestId;
import dev.lethe.kernel.Sha256;
import dev.lethe.kernel.Text;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One event, however often it is sent: who gets a second one of the same id has heard it before. */
public record EventId(
        @Text(max = 30, form = EventId.FORM, example = "evt_01jd0000000000000000000000")
        String value) {
    static final String FORM = "evt_[0-9a-z]{26}";

    /** So many make 26 characters. */
    private static final int BYTES = 16;

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

    /** The event that tells of a new incident. */
    public static EventId of(IncidentId incident) {
        return new EventId("evt_" + incident.value().substring(PREFIX));
    }

    /** The event that tells that clocks of an incident have passed a fraction of their time, as an entry of it says. */
    public static EventId of(IncidentId incident, int entry, int percent) {
        var name = (incident + "/" + entry + "/" + percent).getBytes(StandardCharsets.US_ASCII);
        return new EventId("evt_" + Base32.encode(Arrays.copyOf(Sha256.of(name), BYTES)));
    }

    @Override
    public String toString() {
        return value;
    }
}
