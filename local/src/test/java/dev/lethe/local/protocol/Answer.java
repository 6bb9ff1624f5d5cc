package dev.lethe.local.protocol;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.kms.model.DisabledException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.KmsInvalidStateException;

/** What a call was answered. A value, so that two actors' records can be told to be the same. */
sealed interface Answer {

    /** The response, or the exception the real client would throw. */
    SdkResponse give();

    record Gave(SdkResponse response) implements Answer {
        @Override
        public SdkResponse give() {
            return response;
        }
    }

    /**
     * A write whose condition did not hold.
     *
     * @param item what stood in the way, where that was asked for
     */
    record ConditionFailed(Map<String, AttributeValue> item) implements Answer {
        @Override
        public SdkResponse give() {
            throw ConditionalCheckFailedException.builder()
                    .message("The conditional request failed")
                    .item(item.isEmpty() ? null : item)
                    .build();
        }
    }

    /** One reason for each write of a transaction. */
    record Canceled(List<Reason> reasons) implements Answer {
        record Reason(String code, Map<String, AttributeValue> item) {}

        @Override
        public SdkResponse give() {
            throw TransactionCanceledException.builder()
                    .message("Transaction cancelled")
                    .cancellationReasons(reasons.stream()
                            .map(reason -> CancellationReason.builder()
                                    .code(reason.code())
                                    .item(reason.item().isEmpty() ? null : reason.item())
                                    .build())
                            .toList())
                    .build();
        }
    }

    /** The key service said no. */
    enum KeyRefused implements Answer {
        DISABLED,
        STATE,
        INVALID;

        @Override
        public SdkResponse give() {
            throw switch (this) {
                case DISABLED -> DisabledException.builder().statusCode(400).build();
                case STATE -> KmsInvalidStateException.builder().statusCode(400).build();
                case INVALID ->
                    InvalidCiphertextException.builder().statusCode(400).build();
            };
        }
    }

    /** What was waited for is over. */
    enum Waited implements Answer {
        WAITED;

        @Override
        public SdkResponse give() {
            throw new AssertionError("waiting is no call");
        }
    }
}
