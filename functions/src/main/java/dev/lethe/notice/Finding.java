package dev.lethe.notice;

/**
 * What a notice does not say though a law asks for it, or what somebody should look at.
 *
 * @param basis the provision
 * @param where a JSON Pointer into the notice
 * @param what in plain words
 */
public record Finding(Weight weight, String basis, String where, String what) {

    /** How much it weighs. */
    public enum Weight {
        /** The law asks for it and it is not there, or forbids what is there. */
        MISSING,
        /** It may be needed: whether it is, only who knows the processing can say. */
        CHECK
    }
}
