package dev.lethe.breach;

/** Whether anybody has the keys to encrypted data who should not. */
public enum KeySafety {
    SAFE,
    EXPOSED,
    UNKNOWN
}
