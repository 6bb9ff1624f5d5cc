package dev.lethe.conversation;

import dev.lethe.crypto.Label;
import dev.lethe.kernel.ConversationId;
import dev.lethe.kernel.MessageId;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.Tenant;
import java.time.LocalDate;
import java.util.Optional;

/** Where a message's seal says it stands. */
public final class MessageLabels {
    public static Label of(
            Tenant tenant,
            StorageId sid,
            ConversationId conversation,
            MessageId message,
            LocalDate expiryDay,
            int revision) {
        return new Label(
                "records",
                tenant,
                Optional.of(sid),
                "message",
                conversation.value(),
                message.value(),
                "content",
                Optional.of(expiryDay),
                revision);
    }

    private MessageLabels() {}
}
