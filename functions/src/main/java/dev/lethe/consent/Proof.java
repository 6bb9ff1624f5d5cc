package dev.lethe.consent;

import dev.lethe.kernel.Channel;
import dev.lethe.kernel.LanguageTag;
import dev.lethe.kernel.MessageId;
import dev.lethe.kernel.SubjectId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What else shows that a decision was made (GDPR Art. 7(1)).
 *
 * @param noticeHash of the version that was shown
 * @param locale the language it was shown in
 * @param channel where it was made
 * @param message by which message, as this suite calls it
 * @param saidAt when the person made it, where the bot told that later
 * @param means by what
 * @param categories of data that it is about; empty where it is about all of the purpose's
 * @param authorisedBy whose word counts for a child
 * @param authorisation how that word was checked
 * @param signal what spoke for the person
 * @param ground why an objection was overruled
 * @param laws the regimes that it was decided under, by their ids; empty where that was not kept
 */
public record Proof(
        Optional<String> noticeHash,
        Optional<LanguageTag> locale,
        Optional<Channel> channel,
        Optional<MessageId> message,
        Optional<Instant> saidAt,
        Optional<Means> means,
        Set<String> categories,
        Optional<SubjectId> authorisedBy,
        Optional<Authorisation> authorisation,
        Optional<Signal> signal,
        Optional<String> ground,
        Set<String> laws) {
    /** Nothing more than the receipt says. */
    public static final Proof NONE = new Proof(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Set.of());

    /** How a parent's word was checked to be a parent's (COPPA, 16 CFR §312.5(b)(2); GDPR Art. 8(2)). */
    public enum Authorisation {
        SIGNED_FORM,
        PAYMENT_CARD,
        PHONE_CALL,
        VIDEO_CALL,
        GOVERNMENT_ID,
        KNOWLEDGE_QUESTIONS,
        FACE_AGAINST_ID,
        /** A message, and a second one to confirm it; for what stays inside. */
        MESSAGE_PLUS
    }

    /** What shows that an objection was overruled. */
    static Proof of(String ground) {
        return new Proof(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(ground),
                Set.of());
    }

    /** What shows that a signal spoke, of a capture that came with it: where and when, and nothing that the person did. */
    Proof by(Signal spoke) {
        return new Proof(
                Optional.empty(),
                locale,
                channel,
                message,
                saidAt,
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(spoke),
                Optional.empty(),
                Set.of());
    }

    Proof about(Set<String> of, Optional<String> hash, Set<String> under) {
        return new Proof(
                hash, locale, channel, message, saidAt, means, of, authorisedBy, authorisation, signal, ground, under);
    }
}
