/** Who people are, where it matters to the law: under seal, and only while something needs it. */
@NullMarked
package dev.lethe.subject;

import org.jspecify.annotations.NullMarked;
