package dev.lethe.crypto;

import dev.lethe.kernel.HoldId;

/** The wrapped key of a legal hold: what the hold keeps is sealed under it alone, and gone with it. */
public record HoldKey(HoldId hold, WrappedKey wrapped) {}
