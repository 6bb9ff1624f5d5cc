package dev.lethe.broken.repeat;

import software.amazon.awssdk.regions.Region;

/** Knows the vendor. */
public record Abroad(Region region) {}
