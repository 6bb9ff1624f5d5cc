/** What every port promises, on any endpoint that speaks DynamoDB and KMS. */
@NullMarked
package dev.lethe.local.port;

import org.jspecify.annotations.NullMarked;
