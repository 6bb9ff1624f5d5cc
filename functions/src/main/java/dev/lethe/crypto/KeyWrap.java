package dev.lethe.crypto;

/** Wraps keys under keys that never leave their service. */
public interface KeyWrap {

    /** A new key, in the clear and wrapped. */
    record Generated(KeyBytes key, WrappedKey wrapped) {}

    /**
     * Makes a 256-bit key, wrapped under the current key for its kind.
     *
     * @throws dev.lethe.kernel.KeyUnavailable when the service does not answer or refuses; nothing was made
     */
    Generated generate(KeyName name);

    /**
     * Unwraps a key, if it was wrapped under exactly this name and for this table of keys.
     *
     * @throws dev.lethe.kernel.KeyUnavailable when the service does not answer or refuses
     */
    KeyBytes unwrap(WrappedKey wrapped, KeyName name);
}
