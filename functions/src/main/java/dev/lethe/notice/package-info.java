/** Privacy notices, immutable once published; the locales of a notice belong to one version. */
@NullMarked
package dev.lethe.notice;

import org.jspecify.annotations.NullMarked;
