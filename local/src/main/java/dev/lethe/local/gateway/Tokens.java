package dev.lethe.local.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.lethe.api.Access;
import dev.lethe.kernel.ClientId;
import dev.lethe.kernel.Tenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Issues access tokens as the user pool does, and checks them as API Gateway's JWT authoriser does. */
@SuppressWarnings("JavaUtilDate") // The token library speaks in dates.
public final class Tokens {
    public static final Duration LIFETIME = Duration.ofHours(12);
    private static final String ISSUER = "https://local.lethe.invalid/pool";
    private static final int KEY_BITS = 2048;

    private final RSAKey key;
    private final InstantSource clock;

    private Tokens(RSAKey key, InstantSource clock) {
        this.key = key;
        this.clock = clock;
    }

    /**
     * Tokens signed by a key of their own.
     *
     * @param directory where the key is kept over restarts; in memory when absent
     * @param clock the real one: who may log in does not depend on a clock that people move
     */
    public static Tokens in(Optional<Path> directory, InstantSource clock) {
        return new Tokens(directory.map(Tokens::kept).orElseGet(Tokens::generate), clock);
    }

    private static RSAKey kept(Path directory) {
        var file = directory.resolve("tokens.jwk");
        try {
            if (Files.exists(file)) {
                return RSAKey.parse(Files.readString(file));
            }
            Files.createDirectories(directory);
            var made = generate();
            var fresh = Files.createTempFile(
                    directory,
                    "tokens",
                    null,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, made.toJSONString());
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException("The key of the tokens could not be kept", e);
        } catch (ParseException _) {
            throw new IllegalStateException("The key of the tokens cannot be read: " + file);
        }
    }

    private static RSAKey generate() {
        try {
            return new RSAKeyGenerator(KEY_BITS)
                    .keyID(UUID.randomUUID().toString())
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("the JDK makes RSA keys", e);
        }
    }

    /** The client that a role of a tenant signs in with here. */
    public static ClientId client(Access role, Tenant tenant) {
        return new ClientId(role.name().toLowerCase(Locale.ROOT) + "-" + tenant);
    }

    /** A token for a role of a tenant. */
    public String issue(Access role, Tenant tenant) {
        return issue(role, client(role, tenant), clock.instant().plus(LIFETIME));
    }

    /** A token that ends at {@code expiresAt}. */
    public String issue(Access role, ClientId client, Instant expiresAt) {
        var claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject(UUID.randomUUID().toString())
                .claim("client_id", client.value())
                .claim("token_use", "access")
                .claim("scope", role.isScope() ? role.sign() : "openid")
                .issueTime(Date.from(clock.instant()))
                .expirationTime(Date.from(expiresAt))
                .jwtID(UUID.randomUUID().toString());
        if (!role.isScope()) {
            claims.claim("cognito:groups", List.of(role.sign()));
        }
        try {
            var jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims.build());
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("the JDK signs with RSA", e);
        }
    }

    /**
     * The claims of a valid token, each as the text that the gateway passes on; empty when it is not one of ours, was changed,
     * or is over.
     */
    public Optional<Map<String, Object>> check(String authorization) {
        if (!authorization.startsWith("Bearer ")) {
            return Optional.empty();
        }
        try {
            var jwt = SignedJWT.parse(authorization.substring("Bearer ".length()));
            if (!jwt.getHeader().getAlgorithm().equals(JWSAlgorithm.RS256)
                    || !jwt.verify(new RSASSAVerifier(key.toRSAPublicKey()))) {
                return Optional.empty();
            }
            var claims = jwt.getJWTClaimsSet();
            var now = Date.from(clock.instant());
            return ISSUER.equals(claims.getIssuer())
                            && claims.getExpirationTime() != null
                            && claims.getExpirationTime().after(now)
                            && !claims.getIssueTime().after(now)
                    ? Optional.of(texts(claims))
                    : Optional.empty();
        } catch (ParseException | JOSEException | IllegalStateException _) {
            return Optional.empty();
        }
    }

    private static Map<String, Object> texts(JWTClaimsSet claims) {
        var texts = new LinkedHashMap<String, Object>();
        claims.getClaims().forEach((name, value) -> texts.put(name, text(value)));
        return texts;
    }

    /** An array becomes words in brackets, a time its seconds. */
    private static String text(Object value) {
        return switch (value) {
            case List<?> items ->
                "[" + String.join(" ", items.stream().map(String::valueOf).toList()) + "]";
            case Date date -> Long.toString(date.toInstant().getEpochSecond());
            default -> String.valueOf(value);
        };
    }
}
