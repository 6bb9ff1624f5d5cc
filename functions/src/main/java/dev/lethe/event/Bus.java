package dev.lethe.event;

import java.util.List;

/** Where other systems listen. */
public interface Bus {
    /** How many events one call takes (https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html). */
    int ENTRIES_MAX = 10;

    /** Where nobody can be told anything. */
    Bus NOWHERE = _ -> {
        throw new IllegalStateException("nobody listens here");
    };

    /**
     * Sends events in order, at most {@link #ENTRIES_MAX}.
     *
     * @return how many of them, from the first on, were taken; of the others some may have been
     * @throws dev.lethe.kernel.StoreUnavailable when none may have been taken
     */
    int send(List<Event> events);
}
