package dev.lethe;

import static java.util.stream.Collectors.toCollection;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.JavaFormatterOptions.Style;
import dev.lethe.http.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What is wrong with a text, as the lines of a report: none when nothing is. */
final class Tidy {
    static final int LINES_MAX = 400;

    private static final JavaFormatterOptions FORMAT =
            JavaFormatterOptions.builder().style(Style.PALANTIR).build();

    // None of these patterns is found by itself.
    private static final Pattern MARK = Pattern.compile("\\b(TOD[O]|FIXM[E]|XX[X])\\b");
    private static final Pattern MACHINE = Pattern.compile("(?<![\\w.-])/(work|root)/");
    private static final Pattern REGISTRY =
            Pattern.compile("repo[.]maven[.]apache[.]org|repo1[.]maven[.]org|registry[.]npmjs[.]org");
    private static final Pattern LINK = Pattern.compile("\\]\\(<?([^)\\s>]+)");
    private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]*:.*");
    private static final Pattern SUPPRESSION = Pattern.compile("(?<!\")@SuppressWarnings\\(");
    private static final Pattern SUPPRESSION_WITH_REASON = Pattern.compile("@SuppressWarnings\\([^)]*\\).* // \\S.*");

    /** Does what Spotless does, which leaves text blocks alone. */
    static List<String> misformatted(String name, String source) {
        var formatter = Formatter.createFormatter(FORMAT);
        try {
            return formatter.formatSource(formatter.fixImports(source)).equals(source)
                    ? List.of()
                    : List.of(name + ": run mvn spotless:apply");
        } catch (FormatterException e) {
            return List.of(name + ": cannot be formatted: " + e.getMessage());
        }
    }

    static List<String> tooLong(String name, String text) {
        var lines = text.lines().count();
        return lines > LINES_MAX ? List.of(name + ": " + lines + " lines") : List.of();
    }

    /** Marks of work left undone, and space that nobody sees. */
    static List<String> untidy(String name, String text) {
        var wrong = new ArrayList<>(lines(name, text, MARK, "an unfinished mark"));
        wrong.addAll(lines(name, text, Pattern.compile("\t"), "a tab"));
        wrong.addAll(lines(name, text, Pattern.compile("[ \t]$"), "a trailing blank"));
        return wrong;
    }

    /** Where the machine that this was written on shows through. */
    static List<String> bound(String name, String text) {
        var wrong = new ArrayList<>(lines(name, text, MACHINE, "a path of one machine"));
        wrong.addAll(lines(name, text, REGISTRY, "a registry, which is the reader's to choose"));
        return wrong;
    }

    static List<String> unexplained(String name, String text) {
        var wrong = new ArrayList<>(lines(name, text, SUPPRESSION, "a suppression without a reason"));
        wrong.removeAll(lines(name, text, SUPPRESSION_WITH_REASON, "a suppression without a reason"));
        return wrong;
    }

    /** Relative links of a Markdown file to what is not there. */
    static List<String> deadLinks(Path file, String text) {
        return LINK.matcher(text)
                .results()
                .map(link -> link.group(1))
                .filter(link -> !SCHEME.matcher(link).matches() && !link.startsWith("#"))
                .filter(link -> !Files.exists(file.resolveSibling(link.replaceFirst("#.*", ""))))
                .map(link -> name(file) + ": " + link + " is not there")
                .toList();
    }

    /** Problems without a page that begins with their title, and pages of no problem, by the name of the page. */
    static List<String> undocumented(Map<String, String> pages) {
        var wrong = new ArrayList<String>();
        var rest = new TreeMap<>(pages);
        for (var problem : Problem.values()) {
            var page = rest.remove(problem.slug() + ".md");
            if (page == null) {
                wrong.add(problem + ": no page " + problem.slug() + ".md");
            } else if (!page.startsWith("# " + problem.title() + "\n")) {
                wrong.add(problem + ": its page does not begin with its title");
            }
        }
        rest.keySet().forEach(page -> wrong.add(page + ": there is no such problem"));
        return wrong;
    }

    /** Sample events without what is expected of them, and expectations of no event. */
    static List<String> unexpected(Collection<String> files) {
        var expected = ".expected.json";
        var events = files.stream()
                .map(file -> file.endsWith(expected)
                        ? file.substring(0, file.length() - expected.length())
                        : file.substring(0, file.length() - ".json".length()))
                .collect(toCollection(TreeSet::new));
        return events.stream()
                .flatMap(event -> List.of(event + ".json", event + expected).stream())
                .filter(file -> !files.contains(file))
                .map(file -> file + " is not there")
                .toList();
    }

    /** A file's name below the project, with the same separators everywhere. */
    static String name(Path file) {
        return Project.ROOT.relativize(file.normalize()).toString().replace('\\', '/');
    }

    private static List<String> lines(String name, String text, Pattern wrong, String what) {
        var found = new ArrayList<String>();
        var lines = Arrays.asList(text.split("\n", -1));
        for (var number = 1; number <= lines.size(); number++) {
            if (wrong.matcher(lines.get(number - 1)).find()) {
                found.add(name + ":" + number + ": " + what);
            }
        }
        return found;
    }

    private Tidy() {}
}
