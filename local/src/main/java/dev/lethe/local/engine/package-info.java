/** Stand-ins for what AWS does around the functions: tables, expiry, streams, schedules, permissions. */
@NullMarked
package dev.lethe.local.engine;

import org.jspecify.annotations.NullMarked;
