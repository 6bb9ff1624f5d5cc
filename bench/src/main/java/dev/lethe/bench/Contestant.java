package dev.lethe.bench;

/** One way to seal what people say, each under keys of their own, with a key service that answers at once. */
interface Contestant {
    /** How many people take turns, so that no key stays in a register and every cache is asked. */
    int PEOPLE_MAX = 64;

    /** A text as its caller holds it. */
    default Object holding(byte[] text) {
        return text;
    }

    /** Seals a text of a person, and answers in the form that would be stored. */
    Object seal(int person, Object text);

    /** Opens what {@link #seal} made, and answers in the form of {@link #holding}. */
    Object open(int person, Object sealed);

    /** The text that {@link #open} answered. */
    default byte[] text(Object opened) {
        return (byte[]) opened;
    }

    /** How many bytes the stored form is longer than the same without encryption. */
    int overhead(Object sealed, byte[] text);

    /** How many calls the key service has answered so far. */
    long kmsCalls();
}
