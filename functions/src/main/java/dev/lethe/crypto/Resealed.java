package dev.lethe.crypto;

/** A text under another seal, and where that says it stands: the label's day and revision belong to the row it replaces. */
public record Resealed(Label label, Sealed sealed) {}
