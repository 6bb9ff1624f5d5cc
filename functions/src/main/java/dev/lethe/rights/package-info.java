/** What people may ask about their data, from the request to its fulfilment. */
@NullMarked
package dev.lethe.rights;

import org.jspecify.annotations.NullMarked;
