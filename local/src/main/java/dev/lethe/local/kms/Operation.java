package dev.lethe.local.kms;

import java.util.Map;

/** Turns the parameters of a request into its answer, or throws a {@link KmsFault}. */
@FunctionalInterface
interface Operation {
    Map<String, Object> answer(Input input);
}
