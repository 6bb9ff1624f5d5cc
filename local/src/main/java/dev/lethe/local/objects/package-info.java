/** Buckets and an event bus on this machine, as far as the suite uses S3 and EventBridge. */
@NullMarked
package dev.lethe.local.objects;

import org.jspecify.annotations.NullMarked;
