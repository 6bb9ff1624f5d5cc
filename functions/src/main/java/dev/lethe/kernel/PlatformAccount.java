package dev.lethe.kernel;

/**
 * A person as their platform names them. Lives only in a request and under seal: everything else
 * knows the person by their {@link SubjectId}.
 */
public record PlatformAccount(
        Channel channel,
        @Text(max = 256, example = "24601337") String userId) {
    @Override
    public String toString() {
        return "PlatformAccount[redacted]";
    }
}
