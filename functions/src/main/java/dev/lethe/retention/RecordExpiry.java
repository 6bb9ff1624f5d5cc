package dev.lethe.retention;

import dev.lethe.kernel.Unavailable;
import java.util.List;
import java.util.Optional;

/**
 * Answers the stream of {@code records}: what DynamoDB expired, and only that, is put into evidence. In order: the first
 * record that fails ends the batch, which is then delivered again from there.
 */
public final class RecordExpiry {

    /**
     * One record of the stream.
     *
     * @param gone absent when the record is not an expiry of somebody's content
     */
    public record Change(String sequenceNumber, Optional<Gone> gone) {}

    private final ExpiryLog log;

    public RecordExpiry(ExpiryLog log) {
        this.log = log;
    }

    /** Returns the sequence number of the first record that could not be recorded, if there is one. */
    public Optional<String> record(List<Change> changes) {
        for (var change : changes) {
            try {
                change.gone().ifPresent(log::record);
            } catch (Unavailable _) {
                return Optional.of(change.sequenceNumber());
            }
        }
        return Optional.empty();
    }
}
