package dev.lethe.broken.right;

import dev.lethe.broken.left.Left;

/** Needs the left, which needs the right. */
public record Right(Left left) {}
