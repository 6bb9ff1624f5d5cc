/** Consent receipts, the rules for making them, and the gate that others ask for a permit. */
@NullMarked
package dev.lethe.consent;

import org.jspecify.annotations.NullMarked;
