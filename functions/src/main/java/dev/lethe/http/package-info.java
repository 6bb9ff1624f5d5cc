/** HTTP without a server: requests, responses, endpoints, the router and its problems. */
@NullMarked
package dev.lethe.http;

import org.jspecify.annotations.NullMarked;
