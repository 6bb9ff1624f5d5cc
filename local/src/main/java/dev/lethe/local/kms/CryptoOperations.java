package dev.lethe.local.kms;

import static dev.lethe.local.kms.Names.KEY_ID;

import java.util.Map;

/** What keys are used for. */
final class CryptoOperations {
    private static final String BLOB = "CiphertextBlob";
    private static final String PLAINTEXT = "Plaintext";
    private static final String CONTEXT = "EncryptionContext";
    private static final String ENCRYPTION = "EncryptionAlgorithm";
    private static final String SIZE = "NumberOfBytes";
    private static final String SOURCE = "Source";
    private static final String DESTINATION = "Destination";
    private static final String MESSAGE = "Message";
    private static final String MESSAGE_TYPE = "MessageType";
    private static final String SIGNING = "SigningAlgorithm";

    private static final String ENCRYPTS = Spec.SYMMETRIC_DEFAULT.algorithm();
    private static final String SIGNS = Spec.ECC_NIST_P256.algorithm();
    private static final String SIGNING_FORM = "(RSASSA_PSS|RSASSA_PKCS1_V1_5|ECDSA)_SHA_(256|384|512)";

    private static final int WORD_CHARACTERS_MAX = 64;
    private static final int DATA_KEY_BYTES_MAX = 1024;
    private static final int AES_256_BYTES = 32;
    private static final int MESSAGE_BYTES_MAX = 4096;

    private final Keyring keyring;

    CryptoOperations(Keyring keyring) {
        this.keyring = keyring;
    }

    Map<String, Operation> byName() {
        return Map.of(
                "GenerateDataKey",
                this::generateDataKey,
                "Decrypt",
                this::decrypt,
                "ReEncrypt",
                this::reEncrypt,
                "Sign",
                this::sign);
    }

    private Map<String, Object> generateDataKey(Input input) {
        input.only(KEY_ID, CONTEXT, Metadata.SPEC, SIZE);
        var spec = input.text(Metadata.SPEC, 1, WORD_CHARACTERS_MAX);
        var number = input.integer(SIZE, 1, DATA_KEY_BYTES_MAX);
        if (spec.isPresent() == number.isPresent()
                || spec.filter(word -> !word.equals("AES_256")).isPresent()) {
            throw KmsFault.invalid(Metadata.SPEC + " or " + SIZE);
        }
        var made = keyring.generate(input.needKey(KEY_ID), number.orElse(AES_256_BYTES), Context.read(input, CONTEXT));
        return Map.of(
                KEY_ID,
                made.arn(),
                PLAINTEXT,
                made.plaintext().base64(),
                BLOB,
                made.blob().base64());
    }

    private Map<String, Object> decrypt(Input input) {
        input.only(KEY_ID, CONTEXT, BLOB, ENCRYPTION);
        input.fixed(ENCRYPTION, ENCRYPTS);
        var blob = input.needBlob(BLOB, Blob.BYTES_MAX);
        var opened = keyring.decrypt(input.key(KEY_ID), blob, Context.read(input, CONTEXT));
        return Map.of(KEY_ID, opened.arn(), PLAINTEXT, opened.plaintext().base64(), ENCRYPTION, ENCRYPTS);
    }

    private Map<String, Object> reEncrypt(Input input) {
        input.only(
                BLOB,
                SOURCE + KEY_ID,
                SOURCE + CONTEXT,
                SOURCE + ENCRYPTION,
                DESTINATION + KEY_ID,
                DESTINATION + CONTEXT,
                DESTINATION + ENCRYPTION);
        input.fixed(SOURCE + ENCRYPTION, ENCRYPTS);
        input.fixed(DESTINATION + ENCRYPTION, ENCRYPTS);
        var moved = keyring.reEncrypt(
                input.key(SOURCE + KEY_ID),
                input.needBlob(BLOB, Blob.BYTES_MAX),
                Context.read(input, SOURCE + CONTEXT),
                input.needKey(DESTINATION + KEY_ID),
                Context.read(input, DESTINATION + CONTEXT));
        return Map.of(
                BLOB,
                moved.blob().base64(),
                SOURCE + KEY_ID,
                moved.sourceArn(),
                KEY_ID,
                moved.arn(),
                SOURCE + ENCRYPTION,
                ENCRYPTS,
                DESTINATION + ENCRYPTION,
                ENCRYPTS);
    }

    private Map<String, Object> sign(Input input) {
        input.only(KEY_ID, MESSAGE, MESSAGE_TYPE, SIGNING);
        var algorithm = input.needText(SIGNING, 1, WORD_CHARACTERS_MAX);
        if (!algorithm.matches(SIGNING_FORM)) {
            throw KmsFault.invalid(SIGNING);
        }
        var form = form(input);
        var message = input.needBlob(MESSAGE, MESSAGE_BYTES_MAX);
        if (form == SigningMaterial.Form.DIGEST && message.length != SigningMaterial.DIGEST_BYTES) {
            throw KmsFault.invalid(MESSAGE);
        }
        var signed = keyring.sign(input.needKey(KEY_ID), algorithm, message, form);
        return Map.of(KEY_ID, signed.arn(), "Signature", signed.signature().base64(), SIGNING, SIGNS);
    }

    private static SigningMaterial.Form form(Input input) {
        return switch (input.text(MESSAGE_TYPE, 1, WORD_CHARACTERS_MAX).orElse("RAW")) {
            case "RAW" -> SigningMaterial.Form.RAW;
            case "DIGEST" -> SigningMaterial.Form.DIGEST;
            default -> throw KmsFault.invalid(MESSAGE_TYPE);
        };
    }
}
