package dev.lethe.bench.cost;

/** What is counted. */
enum Operation {
    CHECK("permission check"),
    CONSENT("decision (a consent or a refusal)"),
    WITHDRAWAL("withdrawal, its event included"),
    FIRST_MESSAGE("a person's very first message: their key is made"),
    FIRST_OF_DAY("a person's first message of a day"),
    ONE_MESSAGE("one more message"),
    MANY_MESSAGES("25 more messages in one request"),
    PAGE("a page of 25 messages read back"),
    ERASURE("a person with 25 messages erased, sweeps included"),
    EXPIRY("50 messages of a day expired, by its key and by TTL"),
    REWRAP("a month's rotation of 50 people's keys"),
    IDLE_PURGE("an hourly purge with nothing to do"),
    LATER_PURGE("the first purge of a day, with a day more to look at on which nothing was due"),
    IDLE_HOLDING("a minutely look for holds with nothing to do"),
    IDLE_REPLAN("a minutely look for plans with nothing to do"),
    IDLE_ERASURE("a five-minutely sweep with nothing to do"),
    IDLE_ESCALATION("a five-minutely look at incidents with nothing to tell"),
    IDLE_SCOPING("a minutely look for people to count with nothing to do"),
    IDLE_ROTATION("an hourly look at rotation with nothing to do");

    final String title;

    Operation(String title) {
        this.title = title;
    }
}
