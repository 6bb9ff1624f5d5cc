package dev.lethe.local.kms;

import dev.lethe.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The policy of a key, as it was given or as a key has it by itself. It is kept and told, not enforced: grants are. */
final class Policy {
    static final String NAME = "Policy";
    static final String SAFETY = "BypassPolicyLockoutSafetyCheck";
    static final int CHARACTERS_MAX = 32_768;

    /** What a key has that is made without one: whoever the account allows may use it. */
    static final String DEFAULT = """
        {
          "Version" : "2012-10-17",
          "Id" : "key-default-1",
          "Statement" : [ {
            "Sid" : "Enable IAM User Permissions",
            "Effect" : "Allow",
            "Principal" : {
              "AWS" : "arn:aws:iam::%s:root"
            },
            "Action" : "kms:*",
            "Resource" : "*"
          } ]
        }\
        """.formatted(Names.ACCOUNT);

    /** Reads the policy that a new key is to have. */
    static String read(Input input) {
        return input.text(NAME, 1, CHARACTERS_MAX).map(Policy::wellFormed).orElse(DEFAULT);
    }

    private static String wellFormed(String text) {
        if (Json.read(text.getBytes(StandardCharsets.UTF_8)).orElse("") instanceof Map<?, ?> members
                && members.containsKey("Statement")) {
            return text;
        }
        throw new KmsFault(KmsFault.Kind.MALFORMED_POLICY);
    }

    private Policy() {}
}
