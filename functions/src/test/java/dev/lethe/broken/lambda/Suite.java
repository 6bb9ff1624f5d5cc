package dev.lethe.broken.lambda;

import software.amazon.awssdk.regions.Region;

/** May know the vendor. */
public record Suite(Region region) {
    /** May too. */
    public record World(Region region) {}
}
