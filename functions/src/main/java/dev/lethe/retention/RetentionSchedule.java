package dev.lethe.retention;

import java.time.Instant;

/**
 * One published version of a tenant's retention schedule. Never changes.
 *
 * @param version 1 for the first
 * @param hash of the text as published, in hex
 */
public record RetentionSchedule(int version, Instant publishedAt, String hash, ScheduleDraft text) {}
