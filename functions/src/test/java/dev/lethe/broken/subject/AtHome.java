package dev.lethe.broken.subject;

import dev.lethe.broken.aws.Cloud;
import dev.lethe.broken.rights.Known;

/** Knows where it runs, and a capability that it does not have to know. */
public record AtHome(Cloud cloud, Right right) {
    /** An edge that nobody listed. */
    public record Right(Known known) {}
}
