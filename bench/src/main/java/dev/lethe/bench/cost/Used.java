package dev.lethe.bench.cost;

/**
 * What something uses, in the units that AWS charges by.
 *
 * @param readUnits RRU, as DynamoDB Local reports them
 * @param writtenUnits WRU, as DynamoDB Local reports them
 * @param kmsRequests a ReEncrypt is two
 * @param calls to AWS, which is what a function's time goes into
 */
record Used(
        double readUnits,
        double writtenUnits,
        double kmsRequests,
        double calls,
        double apiRequests,
        double invocations,
        double gigabyteSeconds) {
    static final Used NOTHING = new Used(0, 0, 0, 0, 0, 0, 0);

    /** Assumed, not measured: nobody's laptop is Lambda. */
    static final double MILLIS_PER_INVOCATION = 5;

    /** Assumed, not measured. */
    static final double MILLIS_PER_CALL = 5;

    private static final double MILLIS_PER_SECOND = 1_000;
    private static final double MEGABYTES_PER_GIGABYTE = 1_024;

    static double gigabyteSeconds(double calls, double invocations, int memoryMegabytes) {
        return (calls * MILLIS_PER_CALL + invocations * MILLIS_PER_INVOCATION)
                / MILLIS_PER_SECOND
                * memoryMegabytes
                / MEGABYTES_PER_GIGABYTE;
    }

    Used plus(Used other) {
        return new Used(
                readUnits + other.readUnits,
                writtenUnits + other.writtenUnits,
                kmsRequests + other.kmsRequests,
                calls + other.calls,
                apiRequests + other.apiRequests,
                invocations + other.invocations,
                gigabyteSeconds + other.gigabyteSeconds);
    }

    Used times(double n) {
        return new Used(
                n * readUnits,
                n * writtenUnits,
                n * kmsRequests,
                n * calls,
                n * apiRequests,
                n * invocations,
                n * gigabyteSeconds);
    }

    Used withKms(double requests) {
        return new Used(
                readUnits, writtenUnits, kmsRequests + requests, calls, apiRequests, invocations, gigabyteSeconds);
    }
}
