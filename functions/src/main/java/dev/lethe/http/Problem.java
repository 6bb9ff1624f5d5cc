package dev.lethe.http;

import java.util.Locale;

/**
 * Every problem the API can report (RFC 9457), with its fixed wording: a title never holds a value. Each is documented
 * in {@code docs/problems} and served at its own {@link #type}.
 */
public enum Problem {
    MALFORMED(400, "The request could not be read"),
    UNAUTHENTICATED(401, "A valid token is needed"),
    FORBIDDEN(403, "The token does not allow this"),
    CONSENT_REQUIRED(403, "The person has not been asked yet"),
    CONSENT_REFUSED(403, "The person said no"),
    NO_SUCH_ROUTE(404, "There is no such route"),
    NOT_FOUND(404, "There is no such thing here"),
    NOTHING_TO_HOLD(404, "There is nothing of this person to hold"),
    METHOD_NOT_ALLOWED(405, "The route does not take this method"),
    CONSENT_STALE(409, "The notice has changed in substance since the person agreed"),
    NOTICE_SUPERSEDED(409, "The notice shown has been replaced by a newer one"),
    PURPOSE_TAKEN(409, "Another notice already describes this purpose"),
    OTHER_CONTENT(409, "The same key was used before with other content"),
    TOO_MANY_HOLDS(409, "There are as many holds as there may be"),
    INCIDENT_CLOSED(409, "The incident has been closed"),
    STILL_OWED(409, "Something is still to be done before the incident can be closed"),
    FACTS_MISSING(409, "The facts of the incident have not been told yet"),
    TOO_MANY_ENTRIES(409, "There are as many entries as there may be"),
    PURGES_PAUSED(409, "Purges have been paused"),
    CONTENDED(503, "Too many changes at once; try again"),
    SUBJECT_ERASED(410, "The person's data has been erased"),
    HOLD_RELEASED(410, "The hold has been released"),
    TOO_LARGE(413, "The body is too large"),
    WRONG_MEDIA_TYPE(415, "The body must be JSON"),
    UNKNOWN_PURPOSE(422, "No published notice describes this purpose"),
    NOT_CONSENT_BASED(422, "This purpose does not rest on consent"),
    UNKNOWN_CATEGORY(422, "The notice does not name this category of data for the purpose"),
    NOT_VALID_CONSENT(422, "By this nobody has agreed"),
    EXPLICIT_CONSENT_REQUIRED(422, "Data of special categories need the person's express words"),
    PARENTAL_AUTHORISATION_REQUIRED(422, "A parent's word is needed for somebody so young"),
    AGE_IMPLAUSIBLE(422, "Nobody grows older that fast"),
    NOTHING_TO_OVERRULE(422, "There is no objection here that a ground could overrule"),
    NO_SUCH_OBLIGATION(422, "Nothing of that name has to be done"),
    BROKEN(500, "Something went wrong on our side"),
    UNAVAILABLE(503, "Something we need does not answer; try again");

    private final int status;
    private final String title;

    Problem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A relative reference that this suite itself serves. */
    public String type() {
        return "/problems/" + slug();
    }
}
