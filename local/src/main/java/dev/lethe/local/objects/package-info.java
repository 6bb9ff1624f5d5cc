/** Buckets on this machine, as far as the suite uses S3. */
@NullMarked
package dev.lethe.local.objects;

import org.jspecify.annotations.NullMarked;
