/** The CDK app: deploys what {@code dev.lethe.api} names, and nothing else. */
@NullMarked
package dev.lethe.infra;

import org.jspecify.annotations.NullMarked;
