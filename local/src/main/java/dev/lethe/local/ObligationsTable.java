package dev.lethe.local;

import dev.lethe.breach.Obligation.Sequence.Order;
import dev.lethe.breach.Obligation.Status;
import dev.lethe.breach.ObligationView;
import dev.lethe.breach.ObligationsView;
import dev.lethe.breach.Risk;
import dev.lethe.http.Shape;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Whom to tell of a breach, for somebody who reads it at three in the morning. */
final class ObligationsTable {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("EEE d MMM yyyy HH:mm xxx", Locale.ROOT);
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("EEE d MMM HH:mm 'UTC'", Locale.ROOT);

    private final ObligationsView view;

    ObligationsTable(ObligationsView view) {
        this.view = view;
    }

    void print(PrintWriter out) {
        out.println("As of " + UTC.format(view.now().atOffset(ZoneOffset.UTC)) + ". Risk: "
                + (view.risk() == Risk.RISK ? "there is one" : Shape.written(view.risk()))
                + view.severity()
                        .map(severity -> ". Severity " + severity.score() + ", "
                                + Shape.written(severity.level()).replace('-', ' ') + " (ENISA)")
                        .orElse("")
                + ".");
        if (view.provisional()) {
            out.println("Nobody has established awareness yet: clocks run from detection, provisionally.");
        }
        section(out, "TO BE TOLD, the most urgent first", Set.of(Status.OWED, Status.OWED_UNTIL_KNOWN));
        section(out, "TOLD", Set.of(Status.SENT));
        section(out, "NEED NOT BE TOLD, for the law spares it", Set.of(Status.EXEMPT));
        section(out, "NOT SUCH A BREACH", Set.of(Status.NOT_OWED));
        if (!view.silent().isEmpty()) {
            out.println();
            out.println("NOBODY, BY");
            view.silent().forEach(silent -> out.println("  " + silent.regime() + ": " + silent.why()));
        }
        if (!view.uncovered().isEmpty()) {
            out.println();
            out.println("NOT KNOWN HERE is the law on breaches of "
                    + view.uncovered().stream().map(Object::toString).collect(Collectors.joining(", "))
                    + ". Ask somebody who knows it.");
        }
        out.println();
        out.println("Times are those of the reading that is safe. No legal advice.");
    }

    private void section(PrintWriter out, String title, Set<Status> of) {
        var rows = view.obligations().stream()
                .filter(one -> of.contains(one.status()))
                .toList();
        if (rows.isEmpty()) {
            return;
        }
        out.println();
        out.println(title);
        var cells = rows.stream().map(this::cells).toList();
        var widths = new ArrayList<Integer>();
        for (var column = 0; column < cells.getFirst().size(); column++) {
            var at = column;
            widths.add(
                    cells.stream().mapToInt(row -> row.get(at).length()).max().orElse(0));
        }
        for (var i = 0; i < rows.size(); i++) {
            var line = new StringBuilder(" ");
            for (var column = 0; column < widths.size(); column++) {
                var cell = cells.get(i).get(column);
                line.append(' ').append(cell).append(" ".repeat(widths.get(column) - cell.length() + 1));
            }
            out.println(line.toString().stripTrailing());
            under(rows.get(i)).forEach(note -> out.println("      " + note));
        }
    }

    private List<String> cells(ObligationView of) {
        return List.of(left(of), local(of), utc(of), of.to(), of.law().id());
    }

    private String left(ObligationView of) {
        if (of.status() == Status.SENT) {
            return "told";
        }
        if (!of.status().equals(Status.OWED) && !of.status().equals(Status.OWED_UNTIL_KNOWN)) {
            return "-";
        }
        if (of.by().isEmpty()) {
            return "not yet";
        }
        var left = Duration.between(view.now(), of.by().get());
        if (!left.isNegative()) {
            return told(left) + " left";
        }
        // Nobody can be late by a law that has no number.
        return (of.due().isPresent() ? "LATE by " : "PAST TARGET by ") + told(left.negated());
    }

    private static String told(Duration duration) {
        var hours = duration.toHours();
        return duration.compareTo(Duration.ofDays(4)) > 0
                ? duration.toDays() + " days"
                : hours + " h " + duration.toMinutesPart() + " min";
    }

    private static String local(ObligationView of) {
        if (of.sentAt().isPresent()) {
            return LOCAL.format(of.sentAt().get().atOffset(ZoneOffset.UTC));
        }
        return of.due()
                .map(due -> LOCAL.format(OffsetDateTime.parse(due.safer())))
                .orElse(of.ownTarget().isPresent() ? "no number in law" : "");
    }

    private static String utc(ObligationView of) {
        return of.sentAt().or(of::by).map(ObligationsTable::utc).orElse("");
    }

    private static String utc(Instant moment) {
        return UTC.format(moment.atOffset(ZoneOffset.UTC));
    }

    /** What stands under a row: why, and what to mind. */
    private static List<String> under(ObligationView of) {
        var lines = new ArrayList<String>();
        var law = of.law();
        lines.add(law.basis() + "; " + Shape.written(law.confidence())
                + (law.partlyUnverified() ? ", partly unverified" : "") + "; " + of.groundSays());
        if (of.status() == Status.NOT_OWED) {
            return lines;
        }
        of.spared()
                .ifPresent(
                        spared -> lines.add(spared.says() + " (" + spared.law().basis() + ")"));
        if (of.status() == Status.OWED_UNTIL_KNOWN) {
            lines.add("Whether the law asks for it is not known: to be told, until it is.");
        }
        of.sequence()
                .ifPresent(sequence -> lines.add((sequence.order() == Order.BEFORE_OR_WITH
                                ? "Before, or together with, "
                                : "Together with, or after, ")
                        + sequence.other().says() + "."));
        of.due().ifPresent(due -> due.caveats().forEach(lines::add));
        lines.addAll(of.notes());
        return lines;
    }
}
