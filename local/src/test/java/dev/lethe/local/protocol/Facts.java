package dev.lethe.local.protocol;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What has to be remembered of a schedule to judge what comes, beyond what the world says. A value.
 *
 * @param lives every life there was, by its storage id
 * @param days every day whose key there was
 * @param erasures how many there were
 * @param stored what was acknowledged as stored, in a life that was lived then
 * @param notes one for each actor
 */
record Facts(Map<String, Life> lives, Map<String, Day> days, int erasures, Set<String> stored, List<Note> notes) {

    /**
     * A life.
     *
     * @param inside its key
     * @param request the erasure that ended it
     */
    record Life(String inside, String wrapped, boolean over, String request) {}

    /** A day's key. */
    record Day(String inside, String wrapped, boolean over) {}

    /**
     * What is remembered of an actor while they are at work.
     *
     * @param erasures how many there were when they last read the person's file
     * @param lived the storage id of the life that was lived when they began
     * @param over lives and days that were over when they began
     * @param stored what was stored when they began, and was not over
     * @param others who was at work when they last looked, as bits
     */
    record Note(int erasures, String lived, Set<String> over, Set<String> stored, int others) {
        static final Note NONE = new Note(0, "", Set.of(), Set.of(), 0);

        Note others(int bits) {
            return new Note(erasures, lived, over, stored, bits);
        }

        Note read(int now) {
            return new Note(now, lived, over, stored, others);
        }
    }

    static Facts start(int actors) {
        return new Facts(Map.of(), Map.of(), 0, Set.of(), Collections.nCopies(actors, Note.NONE));
    }

    Facts with(int actor, Note note) {
        if (notes.get(actor).equals(note)) {
            return this;
        }
        var next = new ArrayList<>(notes);
        next.set(actor, note);
        return new Facts(lives, days, erasures, stored, List.copyOf(next));
    }

    Facts with(String sid, Life life) {
        var next = new TreeMap<>(lives);
        next.put(sid, life);
        return new Facts(Collections.unmodifiableMap(next), days, erasures, stored, notes);
    }

    Facts with(String date, Day day) {
        var next = new TreeMap<>(days);
        next.put(date, day);
        return new Facts(lives, Collections.unmodifiableMap(next), erasures, stored, notes);
    }

    Facts erased(int times) {
        return times == 0 ? this : new Facts(lives, days, erasures + times, stored, notes);
    }

    Facts storing(Set<String> places) {
        var next = new TreeSet<>(stored);
        next.addAll(places);
        return new Facts(lives, days, erasures, Collections.unmodifiableSet(next), notes);
    }

    boolean over(String sid) {
        var life = lives.get(sid);
        return life != null && life.over();
    }

    boolean dayOver(String date) {
        var day = days.get(date);
        return day != null && day.over();
    }
}
