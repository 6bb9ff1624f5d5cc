package dev.lethe.local.protocol;

import dev.lethe.local.protocol.Actor.Role;
import dev.lethe.local.protocol.Facts.Day;
import dev.lethe.local.protocol.Facts.Life;
import dev.lethe.local.protocol.Facts.Note;
import dev.lethe.local.protocol.View.KeyRow;
import dev.lethe.local.protocol.View.Message;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds each step against the promises of the key protocol, and keeps the facts that the next will be held against. */
final class Judge {
    private static final int CREATED = 201;
    private static final int ACCEPTED = 202;
    private static final int FAULT = 500;
    private static final int UNAVAILABLE = 503;

    /** What a step comes to. */
    record Verdict(Facts facts, EnumSet<Broken> broken) {}

    private final EnumSet<Broken> broken = EnumSet.noneOf(Broken.class);
    private final int actor;
    private final Role role;
    private final String today;
    private final View before;
    private final View after;
    private Facts facts;

    private Judge(int actor, Actor who, View before, View after, Facts facts) {
        this.actor = actor;
        this.role = who.role();
        this.today = today(who);
        this.before = before;
        this.after = after;
        this.facts = facts;
    }

    /** What day it is by somebody's clock. */
    private static String today(Actor who) {
        return who.at().atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }

    /** The facts as a race begins. */
    static Facts first(View view, int actors) {
        var facts = Facts.start(actors);
        for (var day : view.days().entrySet()) {
            var row = day.getValue();
            facts = facts.with(day.getKey(), new Day(row.inside(), row.wrapped(), !row.live()));
        }
        var row = view.key();
        if (row.isPresent() && row.get().live()) {
            facts = facts.with(
                    view.lived(), new Life(row.get().inside(), row.get().wrapped(), false, ""));
            var stored = view.messages().stream()
                    .filter(message -> message.sid().equals(view.lived()))
                    .map(Message::place)
                    .collect(Collectors.toSet());
            facts = facts.storing(stored);
        }
        return facts.erased(view.fence());
    }

    /** Before somebody's first step. */
    static Facts begins(int actor, Actor who, View view, Facts facts) {
        return switch (who.role()) {
            case READER -> {
                var over = new HashSet<String>();
                facts.lives().forEach((sid, life) -> {
                    if (life.over()) {
                        over.add(sid);
                    }
                });
                facts.days().forEach((date, day) -> {
                    if (day.over()) {
                        over.add(date);
                    }
                });
                var stored = view.messages().stream()
                        .filter(message -> facts.stored().contains(message.place()))
                        .filter(message -> !over.contains(message.sid()) && !over.contains(message.day()))
                        .filter(message -> message.day().compareTo(today(who)) >= 0)
                        .map(Message::place)
                        .collect(Collectors.toSet());
                yield facts.with(actor, new Note(0, "", over, stored, 0));
            }
            case ERASER -> facts.with(actor, new Note(0, view.lived(), Set.of(), Set.of(), 0));
            case WRITER, RETURNER, DESTROYER, SWEEPER, ROTATION -> facts;
        };
    }

    /**
     * After any step.
     *
     * @param before absent when the step changed nothing
     */
    static Verdict steps(int actor, Actor who, boolean readFile, Optional<View> before, View after, Facts facts) {
        var judge = new Judge(actor, who, before.orElse(after), after, facts);
        if (readFile && judge.role == Role.WRITER) {
            judge.facts = facts.with(actor, facts.notes().get(actor).read(facts.erasures()));
        }
        if (before.isPresent()) {
            judge.key();
            judge.days();
            judge.rows();
        }
        return new Verdict(judge.facts, judge.broken);
    }

    /** After somebody's last step. */
    static Verdict ends(int actor, Actor who, Ended ended, View view, Facts facts) {
        var judge = new Judge(actor, who, view, view, facts);
        judge.ended(ended);
        judge.facts = judge.facts.with(actor, Note.NONE);
        return new Verdict(judge.facts, judge.broken);
    }

    /** Whether every life that is over has its erasure completed, and no message and no index row left. */
    static boolean done(View view, Facts facts) {
        return facts.lives().entrySet().stream()
                .filter(life -> life.getValue().over())
                .allMatch(life -> view.completed().contains(life.getValue().request())
                        && !view.indexed().contains(life.getKey())
                        && view.messages().stream()
                                .noneMatch(message -> message.sid().equals(life.getKey())));
    }

    private void key() {
        var lived = after.lived();
        var gone = before.key().isPresent() && after.key().isEmpty();
        if (gone || after.fence() < before.fence()) {
            broken.add(Broken.TOMBSTONE_LOST);
        }
        facts = facts.erased(gone ? 1 : Math.max(0, after.fence() - before.fence()));
        var was = before.lived();
        if (!was.isEmpty() && !was.equals(lived)) {
            if (!gone && after.fence() == before.fence()) {
                broken.add(Broken.KEY_OVERWRITTEN);
            }
            var life = facts.lives().getOrDefault(was, new Life("", "", false, ""));
            facts = facts.with(
                    was,
                    new Life(
                            life.inside(),
                            life.wrapped(),
                            true,
                            after.key().map(KeyRow::request).orElse("")));
        }
        if (after.key().filter(row -> !row.live() && !row.inside().isEmpty()).isPresent()) {
            // A tombstone that holds a key.
            broken.add(Broken.KEY_MADE_ANEW);
        }
        if (!lived.isEmpty()) {
            living(lived, after.key().orElseThrow());
        }
    }

    private void living(String sid, KeyRow row) {
        var known = facts.lives().get(sid);
        if (known == null) {
            var older = facts.lives().values().stream()
                    .anyMatch(life -> life.inside().equals(row.inside()));
            if (older || role != Role.WRITER || facts.notes().get(actor).erasures() < facts.erasures()) {
                broken.add(Broken.KEY_MADE_ANEW);
            }
        } else if (known.over()) {
            broken.add(Broken.KEY_MADE_ANEW);
        } else if (!known.inside().equals(row.inside())
                || (!known.wrapped().equals(row.wrapped()) && role != Role.ROTATION)) {
            broken.add(Broken.KEY_OVERWRITTEN);
        }
        facts = facts.with(sid, new Life(row.inside(), row.wrapped(), false, ""));
    }

    private void days() {
        for (var date : facts.days().keySet()) {
            if (!after.days().containsKey(date)) {
                broken.add(Broken.TOMBSTONE_LOST);
            }
        }
        after.days().forEach((date, row) -> {
            var known = facts.days().get(date);
            if (!row.live() && !row.inside().isEmpty()) {
                broken.add(Broken.DAY_MADE_ANEW);
            }
            if (known != null && row.live()) {
                if (known.over()) {
                    broken.add(Broken.DAY_MADE_ANEW);
                } else if (!known.inside().equals(row.inside())
                        || (!known.wrapped().equals(row.wrapped()) && role != Role.ROTATION)) {
                    broken.add(Broken.KEY_OVERWRITTEN);
                }
            }
            facts = facts.with(date, new Day(row.inside(), row.wrapped(), !row.live()));
        });
    }

    private void rows() {
        if (!after.unreadable().isEmpty()) {
            broken.add(Broken.UNREADABLE);
        }
        if (!after.unfindable().isEmpty()) {
            broken.add(Broken.UNFINDABLE);
        }
        facts.lives().forEach((sid, life) -> {
            if (life.over() && after.completed().contains(life.request())) {
                if (after.messages().stream().anyMatch(message -> message.sid().equals(sid))) {
                    broken.add(Broken.LEFT_BEHIND);
                }
                if (after.indexed().contains(sid)) {
                    broken.add(Broken.INDEX_LEFT_BEHIND);
                }
            }
        });
    }

    private void ended(Ended ended) {
        if (ended.status() >= FAULT && ended.status() != UNAVAILABLE) {
            broken.add(Broken.FAILED);
        }
        var note = facts.notes().get(actor);
        switch (role) {
            case READER -> read(ended, note);
            case WRITER -> {
                if (ended.status() == CREATED) {
                    written(ended);
                }
            }
            case ERASER -> {
                if (ended.status() == ACCEPTED && !note.lived().isEmpty() && !facts.over(note.lived())) {
                    broken.add(Broken.ERASED_NOTHING);
                }
            }
            case RETURNER, DESTROYER, SWEEPER, ROTATION -> {
                // What they do shows in the rows.
            }
        }
    }

    private void read(Ended ended, Note note) {
        for (var place : ended.read()) {
            var sid = place.substring(0, place.indexOf('/'));
            var day = after.messages().stream()
                    .filter(message -> message.place().equals(place))
                    .map(Message::day)
                    .findFirst()
                    .orElse(today);
            if (note.over().contains(sid) || note.over().contains(day) || day.compareTo(today) < 0) {
                broken.add(Broken.READ_AFTER_END);
            }
        }
        var lost = note.stored().stream()
                .filter(place -> !ended.read().contains(place))
                .filter(place -> !facts.over(place.substring(0, place.indexOf('/'))))
                .anyMatch(place -> after.messages().stream()
                        .noneMatch(message -> message.place().equals(place) && facts.dayOver(message.day())));
        if (lost) {
            broken.add(Broken.LOST);
        }
    }

    private void written(Ended ended) {
        var there = after.messages().stream()
                .filter(message -> ended.read().contains(message.message()))
                .filter(message -> message.sid().equals(after.lived()))
                .map(Message::place)
                .collect(Collectors.toSet());
        if (there.isEmpty() && facts.erasures() == 0) {
            broken.add(Broken.LOST);
        }
        facts = facts.storing(there);
    }
}
