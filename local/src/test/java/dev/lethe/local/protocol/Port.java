package dev.lethe.local.protocol;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/** Where everything goes that an actor has to do with the others. */
interface Port {

    /** One call of a store, answered or refused as the real one would. */
    SdkResponse call(SdkRequest request);

    /** Comes back when whatever had begun at the last look is over. */
    void await();
}
