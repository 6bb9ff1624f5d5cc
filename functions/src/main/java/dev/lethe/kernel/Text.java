package dev.lethe.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How a piece of text is written: its length in Unicode code points and, where it has one, its form. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.PARAMETER, ElementType.FIELD})
public @interface Text {
    int min() default 1;

    int max();

    /** A regular expression that the whole text matches, or empty where any text will do. */
    String form() default "";

    /** A text of this form, for the API's documentation. */
    String example() default "";
}
