package dev.lethe.local.engine;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;

/** DynamoDB Local inside this JVM, behind a socket of its own, so that the real clients speak to it as to AWS. */
public final class EmbeddedDynamo implements AutoCloseable {
    private final DynamoDBProxyServer server;
    private final URI endpoint;

    private EmbeddedDynamo(DynamoDBProxyServer server, URI endpoint) {
        this.server = server;
        this.endpoint = endpoint;
    }

    /**
     * Starts an engine.
     *
     * @param directory where its tables are kept; in memory when absent
     */
    public static EmbeddedDynamo start(Optional<Path> directory) {
        try {
            var port = freePort();
            var arguments = new ArrayList<>(List.of("-sharedDb", "-disableTelemetry", "-port", Integer.toString(port)));
            if (directory.isPresent()) {
                Files.createDirectories(directory.get());
                arguments.addAll(List.of("-dbPath", directory.get().toString()));
            } else {
                arguments.add("-inMemory");
            }
            var server = quietly(arguments);
            server.start();
            return new EmbeddedDynamo(server, URI.create("http://127.0.0.1:" + port));
        } catch (IOException e) {
            throw new UncheckedIOException("DynamoDB Local could not be started", e);
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local could not be started", e);
        }
    }

    /** The engine greets on standard output, which is the commands'. */
    private static DynamoDBProxyServer quietly(List<String> arguments) throws Exception {
        var out = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            return ServerRunner.createServerFromCommandLineArgs(arguments.toArray(String[]::new));
        } finally {
            System.setOut(out);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    public URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local could not be stopped", e);
        }
    }
}
