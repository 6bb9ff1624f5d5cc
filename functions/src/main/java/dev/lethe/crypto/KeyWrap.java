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

    /**
     * Wraps under the current key what an earlier one wrapped, without ever showing it.
     *
     * @throws dev.lethe.kernel.KeyUnavailable when the service does not answer or refuses; the old wrapping still holds
     */
    WrappedKey rewrap(WrappedKey wrapped, KeyName name);

    /**
     * Wraps for this table of keys what was wrapped for another, as a restored copy's keys were; without ever showing it.
     *
     * @param boundTo the identity of the table that the row was written in
     * @throws dev.lethe.kernel.KeyUnavailable when the service does not answer or refuses
     */
    WrappedKey adopt(WrappedKey wrapped, KeyName name, String boundTo);
}
