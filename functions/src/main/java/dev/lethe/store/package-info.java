/** DynamoDB: the whole layout in one file, and one adapter per port. */
@NullMarked
package dev.lethe.store;

import org.jspecify.annotations.NullMarked;
