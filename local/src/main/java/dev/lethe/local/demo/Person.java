package dev.lethe.local.demo;

import dev.lethe.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * Somebody from the STAR data set, on a platform of our choice, with ids shaped as that platform's are.
 *
 * @param who how the story calls them
 */
public record Person(
        String who, String channel, String userId, String conversationId, List<Map<String, Object>> messages) {

    /** Everybody who plays a part. */
    public static List<Person> all() {
        return all((_, platforms) -> platforms);
    }

    /** The same people with accounts that no platform has, each their own, so that nobody real is meant. */
    static List<Person> strangers(String account) {
        return all((source, _) -> account + "-" + source);
    }

    private static List<Person> all(BinaryOperator<String> account) {
        var spoken = read();
        return List.of(
                person(
                        "Mark, who needs a flight",
                        "messenger",
                        "star-4863",
                        "24601337580021",
                        "t_10158204",
                        account,
                        spoken),
                person(
                        "Somebody asking about the weather",
                        "telegram",
                        "star-4859",
                        "5551234987",
                        "5551234987",
                        account,
                        spoken),
                person(
                        "John, who asks for his balance",
                        "whatsapp",
                        "star-4861",
                        "4915209833398",
                        "4915209833398",
                        account,
                        spoken),
                person(
                        "Andrew, who saw a doctor",
                        "whatsapp",
                        "star-4875",
                        "4917655512399",
                        "4917655512399",
                        account,
                        spoken),
                person(
                        "Angela, who needs a ride",
                        "instagram",
                        "star-4858",
                        "17841405793187",
                        "aWdfZAG06MTpJR01",
                        account,
                        spoken));
    }

    private static Person person(
            String who,
            String channel,
            String source,
            String platformUserId,
            String platformConversationId,
            BinaryOperator<String> account,
            Map<String, List<Map<?, ?>>> spoken) {
        var userId = account.apply(source, platformUserId);
        var messages = new ArrayList<Map<String, Object>>();
        for (var line : spoken.getOrDefault(source, List.of())) {
            var message = new LinkedHashMap<String, Object>();
            message.put("messageId", messageId(channel, userId, source + "-" + line.get("turn")));
            message.put("author", "user".equals(line.get("speaker")) ? "person" : "bot");
            message.put("text", line.get("text"));
            message.put("sentAt", line.get("timestamp"));
            messages.add(message);
        }
        return new Person(who, channel, userId, account.apply(source, platformConversationId), messages);
    }

    /** As platforms make them: WhatsApp's contain the phone number, Telegram's count up within a chat. */
    private static String messageId(String channel, String userId, String source) {
        return switch (channel) {
            case "whatsapp" ->
                "wamid."
                        + Base64.getEncoder()
                                .encodeToString(("\u001c\u0018\r" + userId + "\u0015\u0002\u0012" + source)
                                        .getBytes(StandardCharsets.UTF_8));
            case "telegram" -> userId + ":" + source.substring(source.lastIndexOf('-') + 1);
            default -> "m_" + source;
        };
    }

    private static Map<String, List<Map<?, ?>>> read() {
        var spoken = new LinkedHashMap<String, List<Map<?, ?>>>();
        try (var resource = Person.class.getResourceAsStream("/demo/star-extract.jsonl")) {
            if (resource == null) {
                throw new IllegalStateException("the demo has its people");
            }
            new String(resource.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> {
                if (Json.read(line.getBytes(StandardCharsets.UTF_8)).orElse(Map.of()) instanceof Map<?, ?> said) {
                    spoken.computeIfAbsent(String.valueOf(said.get("conversation_id")), _ -> new ArrayList<>())
                            .add(said);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("the demo's people could not be read", e);
        }
        return spoken;
    }

    Map<String, Object> account() {
        return Map.of("channel", channel, "userId", userId);
    }

    /** What they said first. */
    String opening() {
        return String.valueOf(messages.getFirst().get("text"));
    }
}
