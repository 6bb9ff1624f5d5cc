package dev.lethe.broken.left;

import dev.lethe.broken.right.Right;

/** Needs the right, which needs the left. */
public record Left(Right right) {}
