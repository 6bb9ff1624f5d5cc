package dev.lethe;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.time.Duration;
import java.time.Period;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;

/** Every constant whose name ends in {@code MAX}, as a table. */
final class Limits {
    static String table(JavaClasses classes) {
        var table = new StringBuilder("| where | limit | value |\n|---|---|---|\n");
        classes.stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.getName().matches("(.*_)?MAX"))
                .filter(field -> field.getModifiers().containsAll(Set.of(JavaModifier.STATIC, JavaModifier.FINAL)))
                .sorted(Comparator.comparing(
                                (JavaField field) -> field.getOwner().getSimpleName())
                        .thenComparing(JavaField::getFullName))
                .forEach(field -> table.append("| `%s` | `%s` | %s |\n"
                        .formatted(field.getOwner().getSimpleName(), field.getName(), readable(value(field)))));
        return table.toString();
    }

    static String readable(Object value) {
        return switch (value) {
            case Integer number -> String.format(Locale.ROOT, "%,d", number);
            case Long number -> String.format(Locale.ROOT, "%,d", number);
            case Duration duration ->
                counted(
                        List.of("day", "hour", "minute", "second", "millisecond"),
                        duration.toDaysPart(),
                        duration.toHoursPart(),
                        duration.toMinutesPart(),
                        duration.toSecondsPart(),
                        duration.toMillisPart());
            case Period period ->
                counted(List.of("year", "month", "day"), period.getYears(), period.getMonths(), period.getDays());
            default -> throw new IllegalArgumentException("no way to write a limit of " + value.getClass());
        };
    }

    private static String counted(List<String> units, long... counts) {
        var text = new StringJoiner(" ");
        for (var i = 0; i < counts.length; i++) {
            if (counts[i] != 0) {
                text.add(counts[i] + " " + units.get(i) + (counts[i] == 1 ? "" : "s"));
            }
        }
        return text.toString();
    }

    private static Object value(JavaField field) {
        try {
            var reflected = field.reflect();
            reflected.setAccessible(true);
            return reflected.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private Limits() {}
}
