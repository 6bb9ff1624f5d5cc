package dev.lethe.local.kms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Which page of a list is asked for. The marker of a page is the last name on the one before. */
record Page(int limit, Optional<String> marker) {
    static final String LIMIT = "Limit";
    static final String MARKER = "Marker";

    private static final int MARKER_CHARACTERS_MAX = 1024;

    /** Reads what is asked for. A marker must have the form of a name. */
    static Page read(Input input, int unlessSaid, int max, Predicate<String> name) {
        var limit = input.integer(LIMIT, 1, max).orElse(unlessSaid);
        var marker = input.text(MARKER, 1, MARKER_CHARACTERS_MAX);
        if (!marker.stream().allMatch(name)) {
            throw new KmsFault(KmsFault.Kind.INVALID_MARKER);
        }
        return new Page(limit, marker);
    }

    /** Cuts the page out of a list that is sorted by name, and puts it under a member of the answer. */
    <T> Map<String, Object> of(
            String member, List<T> sorted, Function<T, String> name, Function<T, Map<String, Object>> entry) {
        var left = sorted.stream()
                .filter(item ->
                        marker.stream().allMatch(last -> name.apply(item).compareTo(last) > 0))
                .toList();
        var page = left.subList(0, Math.min(limit, left.size()));
        var more = page.size() < left.size();
        var answer = new LinkedHashMap<String, Object>();
        answer.put(member, page.stream().map(entry).toList());
        answer.put("Truncated", more);
        if (more) {
            answer.put("NextMarker", name.apply(page.getLast()));
        }
        return answer;
    }
}
