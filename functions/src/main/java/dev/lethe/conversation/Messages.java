package dev.lethe.conversation;

import dev.lethe.kernel.Channel;
import dev.lethe.kernel.ConversationId;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.Tenant;
import dev.lethe.repeat.Remembered;
import java.util.List;
import java.util.Optional;

/** Every message kept. */
public interface Messages {

    /** What came of writing. */
    sealed interface Written {
        record Stored() implements Written {}

        /** Some were there before; nothing was written. */
        record AlreadyThere(List<Message> before) implements Written {}

        /** The idempotency key was used meanwhile, or somebody else wrote at the same time; nothing was written. */
        record AnsweredMeanwhile() implements Written {}
    }

    /**
     * Writes messages of one conversation, all or nothing, none of them over another, and together with them the index rows
     * that purges and breach scopes follow.
     *
     * @param channel where the conversation takes place; the index rows say it
     */
    Written write(Tenant tenant, StorageId sid, Channel channel, List<Message> messages, Optional<Remembered> answer);

    /**
     * Some messages in the order they were sent.
     *
     * @param next the place in the conversation behind which the following page begins; absent on the last
     */
    record Page(List<Message> messages, Optional<String> next) {}

    /** Reads at most {@code max} messages with strong consistency, expired ones included: callers refuse those. */
    Page page(Tenant tenant, StorageId sid, ConversationId conversation, Optional<String> from, int max);
}
