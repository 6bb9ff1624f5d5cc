package dev.lethe.conversation;

import dev.lethe.crypto.Plaintext;
import dev.lethe.hold.HeldContent;
import dev.lethe.http.Json;
import dev.lethe.http.Shape;
import dev.lethe.kernel.Channel;
import dev.lethe.kernel.Items;
import dev.lethe.kernel.Text;
import dev.lethe.retention.RetentionRule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One message as a bot sends it.
 *
 * @param messageId as the platform names it; a repeat answers the same
 */
public record Said(
        @Text(max = 512, example = "wamid.HBgNNDkxNTIwMDAwMDAwMBUCABIYFA==")
        String messageId,

        Author author,
        @Text(max = 4_096, example = "Where is my order?") String text,
        Instant sentAt,
        @Items(max = 10) Optional<List<Attachment>> attachments) {
    /** What notices call what is said in a chat. */
    public static final String CATEGORY = RetentionRule.TEXT;

    /** Who wrote it. */
    public enum Author {
        PERSON,
        BOT
    }

    /** Something beside the text; its bytes stay where they are, and where that is is sealed. */
    public record Attachment(
            @Text(max = 40, form = "[a-z][a-z0-9-]*", example = "image")
            String kind,

            @Text(max = 2_048, example = "https://platform.example/media/1")
            String reference) {
        @Override
        public String toString() {
            return "Attachment[redacted]";
        }
    }

    /**
     * What is sealed: the message, and the names its platform gave it, which stand nowhere else.
     *
     * @param conversationId as the platform names it
     */
    record Content(
            Channel channel,
            @Text(max = 512) String conversationId,
            @Text(max = 512) String messageId,
            Author author,
            @Text(max = 4_096) String text,
            Instant sentAt,
            @Items(max = 10) Optional<List<Attachment>> attachments) {
        static Content of(Plaintext text) {
            return Shape.of(Content.class)
                    .read(Json.read(text.bytes())
                            .orElseThrow(() -> new IllegalStateException("a message opens as it was sealed")));
        }

        @Override
        public String toString() {
            return "Content[redacted]";
        }
    }

    /** Reads what was sealed of a message, as a hold shows it. */
    public static HeldContent held(Plaintext text) {
        var content = Content.of(text);
        return new HeldContent(
                content.channel(),
                content.conversationId(),
                content.messageId(),
                Shape.written(content.author()),
                content.text(),
                content.sentAt(),
                content.attachments().orElse(List.of()).stream()
                        .map(attachment -> new HeldContent.Attachment(attachment.kind(), attachment.reference()))
                        .toList());
    }

    @Override
    public String toString() {
        return "Said[redacted]";
    }
}
