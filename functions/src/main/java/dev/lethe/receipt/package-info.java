/** A decision as a receipt that anybody can check: ISO/IEC TS 27560 in the terms of DPV, signed. */
@NullMarked
package dev.lethe.receipt;

import org.jspecify.annotations.NullMarked;
