package dev.lethe.local.protocol;

import java.util.Set;

/**
 * What an actor came to.
 *
 * @param status of its answer
 * @param read the messages it read in clear, each behind the storage id it stood under; or those it stored
 */
record Ended(int status, Set<String> read) {}
