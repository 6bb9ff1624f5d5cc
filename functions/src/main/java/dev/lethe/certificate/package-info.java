/** What was destroyed, what was kept and on what ground, and from when on nothing brings it back: signed. */
@NullMarked
package dev.lethe.certificate;

import org.jspecify.annotations.NullMarked;
