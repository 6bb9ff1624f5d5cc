/** An HTTP server that does what the HTTP API and its authoriser do. */
@NullMarked
package dev.lethe.local.gateway;

import org.jspecify.annotations.NullMarked;
