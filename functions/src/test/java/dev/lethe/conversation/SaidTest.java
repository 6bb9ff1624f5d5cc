package dev.lethe.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.conversation.Said.Attachment;
import dev.lethe.conversation.Said.Author;
import dev.lethe.kernel.Channel;
import dev.lethe.kernel.PlatformAccount;
import dev.lethe.kernel.Purpose;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever of this is printed by mistake tells nothing. */
class SaidTest {
    private static final String CANARY = "canary";

    static Stream<Object> whatPeopleSay() {
        var attachments = Optional.of(List.of(new Attachment("image", CANARY)));
        var said = new Said(CANARY, Author.PERSON, CANARY, Instant.EPOCH, attachments);
        return Stream.of(
                said,
                new Said.Content(
                        new Channel("messenger"), CANARY, CANARY, Author.PERSON, CANARY, Instant.EPOCH, attachments),
                new IngestMessages.Body(
                        new PlatformAccount(new Channel("messenger"), CANARY),
                        CANARY,
                        Set.of(new Purpose("chat-history")),
                        List.of(said),
                        Optional.empty(),
                        Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource("whatPeopleSay")
    void printsNothingOfWhatWasSaid(Object said) {
        assertThat(said.toString()).endsWith("[redacted]").doesNotContain(CANARY);
    }

    @Test
    void anAttachmentPrintsNothingOfWhereItLies() {
        assertThat(new Attachment("image", CANARY).toString()).doesNotContain(CANARY);
    }
}
