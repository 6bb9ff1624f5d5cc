/** What is deployed, as enums: routes, functions, access, grants, tables, schedules. JDK only. */
@NullMarked
package dev.lethe.api;

import org.jspecify.annotations.NullMarked;
