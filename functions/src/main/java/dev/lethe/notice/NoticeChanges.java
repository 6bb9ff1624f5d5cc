package dev.lethe.notice;

import dev.lethe.http.Shape;
import dev.lethe.kernel.Purpose;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is different between two versions of a notice, and who has to be asked again because of it. Pure. */
final class NoticeChanges {

    /**
     * One difference.
     *
     * @param where a JSON Pointer into the notice; of a purpose, a wording or a controller by its name and not by its place
     * @param before what stood there; absent where it is new
     * @param after what stands there now; absent where it is gone
     */
    record Change(String where, Optional<String> before, Optional<String> after) {}

    /** Whom a change of a purpose's terms sends the bot back to. */
    record AskAgain(Purpose purpose, Who who, List<Why> why) {}

    /** Who is asked. */
    enum Who {
        /** Everybody, when they next write: nobody has been asked about this yet. */
        EVERYBODY,
        /** Who said yes to what it was before. Who said no is not asked again. */
        WHO_AGREED
    }

    /** What makes a yes of before a yes to something else (EDPB Guidelines 05/2020, para. 60). */
    enum Why {
        NEW_PURPOSE,
        BASIS,
        KIND_OF_PURPOSE,
        CATEGORIES,
        SPECIAL_CATEGORIES,
        RETENTION,
        ANONYMISATION,
        RECIPIENTS
    }

    /** Every difference, in the order of the notice. */
    static List<Change> between(NoticeDraft before, NoticeDraft after) {
        var old = flat(before);
        var now = flat(after);
        var changes = new ArrayList<Change>();
        var places = new TreeSet<>(old.keySet());
        places.addAll(now.keySet());
        for (var where : places) {
            var was = Optional.ofNullable(old.get(where));
            var is = Optional.ofNullable(now.get(where));
            if (!was.equals(is)) {
                changes.add(new Change(where, was, is));
            }
        }
        return changes;
    }

    /** Who has to be asked again, by purpose; nothing for those whose terms are the same in substance. */
    static List<AskAgain> askAgain(Optional<NoticeDraft> before, NoticeDraft after) {
        var old = before.map(NoticeDraft::purposes).orElse(List.of()).stream()
                .collect(Collectors.toMap(Terms::purpose, Function.identity()));
        var again = new ArrayList<AskAgain>();
        for (var terms : after.purposes()) {
            if (!terms.asks()) {
                continue;
            }
            var was = Optional.ofNullable(old.get(terms.purpose())).filter(Terms::asks);
            if (was.isEmpty()) {
                again.add(new AskAgain(terms.purpose(), Who.EVERYBODY, List.of(Why.NEW_PURPOSE)));
            } else if (!was.get().substance().equals(terms.substance())) {
                again.add(new AskAgain(terms.purpose(), Who.WHO_AGREED, why(was.get(), terms)));
            }
        }
        return again;
    }

    private static List<Why> why(Terms was, Terms is) {
        var why = new ArrayList<Why>();
        add(why, Why.BASIS, was, is, Terms::basis);
        add(why, Why.KIND_OF_PURPOSE, was, is, Terms::use);
        add(why, Why.CATEGORIES, was, is, Terms::categories);
        add(why, Why.SPECIAL_CATEGORIES, was, is, Terms::special);
        add(why, Why.RETENTION, was, is, Terms::retention);
        add(why, Why.ANONYMISATION, was, is, Terms::isAnonymised);
        add(why, Why.RECIPIENTS, was, is, Terms::recipients);
        return why;
    }

    private static void add(List<Why> why, Why reason, Terms was, Terms is, Function<Terms, Object> of) {
        if (!of.apply(was).equals(of.apply(is))) {
            why.add(reason);
        }
    }

    /** A draft as its leaves by where they are, so that what only moved is no change. */
    private static Map<String, String> flat(NoticeDraft draft) {
        var leaves = new LinkedHashMap<String, String>();
        flatten(Shape.tree(draft), "", leaves);
        return leaves;
    }

    private static void flatten(Object tree, String at, Map<String, String> leaves) {
        switch (tree) {
            case Map<?, ?> fields -> fields.forEach((name, value) -> flatten(value, at + "/" + name, leaves));
            case List<?> items
            when items.stream().allMatch(String.class::isInstance) ->
                leaves.put(at, items.stream().map(String::valueOf).sorted().collect(Collectors.joining(", ")));
            case List<?> items -> items.forEach(item -> flatten(item, at + "/" + name(item), leaves));
            default -> leaves.put(at, String.valueOf(tree));
        }
    }

    /** A purpose by what it is called, a controller by its name. */
    private static String name(Object item) {
        return item instanceof Map<?, ?> fields
                ? String.valueOf(
                        Optional.<Object>ofNullable(fields.get("purpose")).orElse(fields.get("name")))
                : String.valueOf(item);
    }

    private NoticeChanges() {}
}
