package dev.lethe.local.kms;

/** A refusal in the words of AWS KMS. Its message is fixed and never quotes what was sent. */
final class KmsFault extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int REFUSED = 400;
    private static final int BROKEN = 500;

    /** Every refusal, by the name that the SDK knows it by. */
    enum Kind {
        ACCESS_DENIED("AccessDeniedException", REFUSED, "The caller may not use this key"),
        ALREADY_EXISTS("AlreadyExistsException", REFUSED, "An alias of this name already exists"),
        DEPENDENCY_TIMEOUT("DependencyTimeoutException", BROKEN, "The request took too long on our side"),
        DISABLED("DisabledException", REFUSED, "The key is disabled"),
        INCORRECT_KEY("IncorrectKeyException", REFUSED, "The key is not the one that encrypted this"),
        INTERNAL("KMSInternalException", BROKEN, "Something went wrong on our side"),
        INVALID_ALIAS_NAME("InvalidAliasNameException", REFUSED, "Names under alias/aws/ are reserved"),
        INVALID_CIPHERTEXT("InvalidCiphertextException", REFUSED, "The ciphertext or its context is not what was made"),
        INVALID_KEY_USAGE("InvalidKeyUsageException", REFUSED, "The key is not for this"),
        INVALID_MARKER("InvalidMarkerException", REFUSED, "The marker is not one that was handed out"),
        INVALID_STATE("KMSInvalidStateException", REFUSED, "The key's state does not allow this"),
        KEY_UNAVAILABLE("KeyUnavailableException", BROKEN, "The key cannot be reached for now"),
        LIMIT_EXCEEDED("LimitExceededException", REFUSED, "A quota is used up"),
        MALFORMED_POLICY("MalformedPolicyDocumentException", REFUSED, "The policy is not one"),
        NOT_FOUND("NotFoundException", REFUSED, "There is no such key or alias"),
        SERIALIZATION("SerializationException", REFUSED, "The body is not one JSON object"),
        TAG("TagException", REFUSED, "A tag is given twice or is reserved, or there are too many"),
        THROTTLING("ThrottlingException", REFUSED, "Too many requests at once"),
        TOKEN_MISSING("MissingAuthenticationTokenException", REFUSED, "The request is not signed"),
        TOO_LARGE("ValidationException", REFUSED, "The body is too large"),
        UNKNOWN_OPERATION("UnknownOperationException", REFUSED, "There is no such operation"),
        UNSUPPORTED("UnsupportedOperationException", REFUSED, "A parameter is not supported here"),
        VALIDATION("ValidationException", REFUSED, "A parameter is missing or invalid");

        private final String type;
        private final int status;
        private final String message;

        Kind(String type, int status, String message) {
            this.type = type;
            this.status = status;
            this.message = message;
        }

        String type() {
            return type;
        }

        int status() {
            return status;
        }

        String message() {
            return message;
        }
    }

    private final Kind kind;
    private final String words;

    KmsFault(Kind kind) {
        this(kind, kind.message());
    }

    private KmsFault(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
        this.words = message;
    }

    /** Refuses a parameter, by its name in the protocol. */
    static KmsFault invalid(String parameter) {
        return new KmsFault(Kind.VALIDATION, parameter + " is missing or invalid");
    }

    Kind kind() {
        return kind;
    }

    String words() {
        return words;
    }
}
