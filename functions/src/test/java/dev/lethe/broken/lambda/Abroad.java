package dev.lethe.broken.lambda;

import software.amazon.awssdk.regions.Region;

/** Knows the vendor, and is not what puts the suite together. */
public record Abroad(Region region) {}
