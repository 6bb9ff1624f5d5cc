package dev.lethe.bench.cost;

/** List prices in US dollars, us-east-1, before any free tier or discount. */
enum Price {
    WRITE(0.625 / 1e6, "DynamoDB on-demand, write request unit", "$0.625 a million", Url.DYNAMO, Source.AGREED),
    READ(0.125 / 1e6, "DynamoDB on-demand, read request unit", "$0.125 a million", Url.DYNAMO, Source.AGREED),
    STORAGE(0.25, "DynamoDB standard storage, GB-month", "$0.25", Url.DYNAMO, Source.UNCHECKED),
    RECOVERY(0.20, "DynamoDB point-in-time recovery, GB-month", "$0.20", Url.DYNAMO, Source.UNCHECKED),
    KMS_REQUEST(
            0.03 / 1e4,
            "KMS, symmetric request (a ReEncrypt is two, a Sign five)",
            "$0.03 per 10,000",
            Url.KMS,
            Source.AGREED),
    KMS_KEY(1, "KMS, customer managed key, month", "$1", Url.KMS, Source.SEEN),
    LAMBDA_REQUEST(0.20 / 1e6, "Lambda, request", "$0.20 a million", Url.LAMBDA, Source.AGREED),
    LAMBDA_TIME(0.0000133334, "Lambda arm64, GB-second", "$0.0000133334", Url.LAMBDA, Source.AGREED),
    API_REQUEST(
            1.0 / 1e6,
            "API Gateway HTTP API, request (first 300 million)",
            "$1.00 a million",
            Url.API,
            Source.UNCHECKED);

    /** How well a price is known. */
    enum Source {
        SEEN("read in a stored copy of the page"),
        AGREED("read in stored copies of others' pages that quote it; check before you rely on it"),
        UNCHECKED("from memory; check before you rely on it");

        final String words;

        Source(String words) {
            this.words = words;
        }
    }

    private static final class Url {
        static final String DYNAMO = "https://aws.amazon.com/dynamodb/pricing/on-demand/";
        static final String KMS = "https://aws.amazon.com/kms/pricing/";
        static final String LAMBDA = "https://aws.amazon.com/lambda/pricing/";
        static final String API = "https://aws.amazon.com/api-gateway/pricing/";
    }

    /** When they were collected. */
    static final String DATE = "2026-11-24";

    final double dollars;
    final String title;
    final String listed;
    final String url;
    final Source source;

    Price(double dollars, String title, String listed, String url, Source source) {
        this.dollars = dollars;
        this.title = title;
        this.listed = listed;
        this.url = url;
        this.source = source;
    }
}
