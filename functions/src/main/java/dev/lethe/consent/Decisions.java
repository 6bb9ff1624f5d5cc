package dev.lethe.consent;

import dev.lethe.consent.ConsentReceipt.Shown;
import dev.lethe.consent.Proof.Authorisation;
import dev.lethe.http.Malformed;
import dev.lethe.kernel.Items;
import dev.lethe.kernel.LanguageTag;
import dev.lethe.kernel.PlatformAccount;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.Text;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a person decided: the button they pressed of an ask, the decisions a bot reports, or what a signal says for them.
 *
 * @param notice what the person was shown; needed to report a grant
 * @param signals what the person's browser or app says for them
 * @param message by which message they said it, as the platform calls it
 * @param saidAt when they said it, if not now
 * @param means by what they said it
 * @param parent whose word counts for a child: who pressed the button of the child's ask
 */
public record Decisions(
        PlatformAccount subject,
        @Text(max = Ask.TOKEN_MAX) Optional<String> ask,
        @Text(max = 60, example = "grant.chat-history") Optional<String> button,
        Optional<Shown> notice,
        @Items(max = 20) Optional<List<Decided>> decisions,
        @Items(max = 4) Optional<Set<Signal>> signals,
        Optional<MessageName> message,
        Optional<Instant> saidAt,
        Optional<Means> means,
        Optional<Parent> parent,
        Optional<LanguageTag> locale) {

    /** A message as the platform calls it, and the conversation it stands in. */
    public record MessageName(
            @Text(max = 512, example = "t_10158") String conversationId,
            @Text(max = 512, example = "m_AG5Hz2U") String messageId) {
        @Override
        public String toString() {
            return "MessageName[redacted]";
        }
    }

    /**
     * Whose word counts for a child.
     *
     * @param account of the parent, who is somebody else
     * @param checkedBy how it was checked that they are
     */
    public record Parent(PlatformAccount account, Authorisation checkedBy, Instant checkedAt) {
        @Override
        public String toString() {
            return "Parent[redacted]";
        }
    }

    public Decisions {
        if (ask.isPresent() != button.isPresent()) {
            throw new Malformed(ask.isPresent() ? "/button" : "/ask", "is required beside the other");
        }
        if (ask.isPresent() == (decisions.isPresent() || signals.isPresent())) {
            throw new Malformed("", "must have either ask and button, or decisions or signals");
        }
        if (ask.isPresent() && notice.isPresent()) {
            throw new Malformed("/notice", "is known from the ask");
        }
        if (ask.isPresent() && means.isPresent()) {
            throw new Malformed("/means", "is known from the ask");
        }
        var grants = decisions.orElse(List.of()).stream()
                .filter(decided -> decided.decision() == Choice.GRANT)
                .toList();
        if (!grants.isEmpty() && notice.isEmpty()) {
            throw new Malformed("/notice", "is required to grant");
        }
        if (parent.isPresent() && ask.isEmpty()) {
            throw new Malformed("/ask", "is required: a parent answers the ask that was made for the child");
        }
        if (parent.filter(word -> word.account().equals(subject)).isPresent()) {
            throw new Malformed("/parent/account", "must be of somebody else");
        }
        var seen = new HashSet<Purpose>();
        for (var decided : decisions.orElse(List.of())) {
            if (!seen.add(decided.purpose())) {
                throw new Malformed("/decisions", "has a purpose twice");
            }
        }
    }

    @Override
    public String toString() {
        return "Decisions[redacted]";
    }
}
