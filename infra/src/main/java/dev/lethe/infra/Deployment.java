package dev.lethe.infra;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One deployment of the suite, as its file says.
 *
 * @param prefix of every name: tables, keys, functions
 * @param guarded whether stacks and tables refuse to be deleted, and data outlives them
 * @param logDays how long log lines are kept
 * @param lock how signed checkpoints are kept from being changed
 * @param reservedConcurrency whether one run at a time is reserved for what runs by the clock; needs room in the account
 * @param requestsPerSecond to the API as a whole, beyond which it answers 429
 * @param requestsBurst so many at once
 * @param loginDomain the part of the sign-in page's address that is one's own
 * @param callbackUrls where people's consoles live
 * @param clients the ids of the user pool's other clients whose tokens the API takes: bots', and other tenants' consoles
 * @param operators who may run an operator's commands
 * @param alarmMail who is told of alarms, besides those who subscribe by themselves
 * @param regimes the directory of regimes of one's own, over those that come with the suite
 */
record Deployment(
        String prefix,
        String account,
        String region,
        boolean guarded,
        int logDays,
        Lock lock,
        boolean reservedConcurrency,
        int requestsPerSecond,
        int requestsBurst,
        String loginDomain,
        List<String> callbackUrls,
        List<String> clients,
        Operators operators,
        Optional<String> alarmMail,
        Optional<String> regimes,
        Map<String, String> tags) {

    /**
     * How long nobody may change or delete a checkpoint.
     *
     * @param compliance nobody at all, not even the account's root user; otherwise nobody without a special permission
     */
    record Lock(boolean compliance, int days) {}

    /**
     * Who may assume the role that an operator's commands need; nobody, and there is no such role.
     *
     * @param principals the ARNs of users and roles
     * @param secondFactor whether AWS has to have seen one of them, which it never does where somebody signed in elsewhere
     */
    record Operators(List<String> principals, boolean secondFactor) {
        Operators {
            principals = List.copyOf(principals);
        }
    }

    Deployment {
        callbackUrls = List.copyOf(callbackUrls);
        clients = List.copyOf(clients);
        tags = Map.copyOf(tags);
    }

    /** A name of its own below the prefix. */
    String named(String name) {
        return prefix + "-" + name;
    }

    /** The same, for what an account has only once whatever the region. */
    String namedHere(String name) {
        return prefix + "-" + region + "-" + name;
    }
}
