package dev.lethe.breach;

import dev.lethe.http.Json;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A breach that has happened, as a public register has it, and what can be known of it from there. */
record Case(Map<?, ?> row) {
    /** The hour of a day of which no hour is known. */
    private static final String NOON = "T19:00:00Z";

    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("Passwords", "credentials"),
            Map.entry("Historical passwords", "credentials"),
            Map.entry("Security questions and answers", "credentials"),
            Map.entry("PINs", "credentials"),
            Map.entry("Credit cards", "financial"),
            Map.entry("Account balances", "financial"),
            Map.entry("Payment histories", "financial"),
            Map.entry("Government issued IDs", "government-ids"),
            Map.entry("Passport numbers", "government-ids"),
            Map.entry("Social security numbers", "government-ids"),
            Map.entry("Sexual orientations", "sex-life-or-sexual-orientation"),
            Map.entry("Sexual fetishes", "sex-life-or-sexual-orientation"),
            Map.entry("Ethnicities", "racial-or-ethnic-origin"),
            Map.entry("Races", "racial-or-ethnic-origin"),
            Map.entry("Biometric data", "biometric-data"),
            Map.entry("Political views", "political-opinions"),
            Map.entry("Religions", "religious-or-philosophical-beliefs"),
            Map.entry("Private messages", "messages"),
            Map.entry("Email messages", "messages"),
            Map.entry("Website activity", "behaviour"),
            Map.entry("Geographic locations", "location"),
            Map.entry("Email addresses", "contact-details"),
            Map.entry("Names", "contact-details"),
            Map.entry("Phone numbers", "contact-details"),
            Map.entry("Physical addresses", "contact-details"),
            Map.entry("Usernames", "account-names"),
            Map.entry("IP addresses", "account-names"));

    private static final Set<String> SENSITIVE = Set.of(
            "sex-life-or-sexual-orientation",
            "racial-or-ethnic-origin",
            "biometric-data",
            "political-opinions",
            "religious-or-philosophical-beliefs",
            "health");

    static Case of(String line) {
        return new Case(
                (Map<?, ?>) Json.read(line.getBytes(StandardCharsets.UTF_8)).orElseThrow());
    }

    String text(String name) {
        return Optional.ofNullable(row.get(name)).map(Object::toString).orElse("");
    }

    Optional<LocalDate> day(String name) {
        return Optional.of(text(name)).filter(day -> !day.isEmpty()).map(LocalDate::parse);
    }

    /** What can be told of it, with awareness on a day. */
    Told told(LocalDate aware) {
        var told = Told.aware(aware + NOON);
        var people = new LinkedHashMap<String, Object>();
        if (!text("jurisdiction").isEmpty()) {
            people.put("place", text("jurisdiction"));
        }
        if (row.get("individuals_affected") instanceof Integer number) {
            people.put("persons", number);
        }
        told.people(new String(Json.write(people), StandardCharsets.UTF_8));
        if (text("sector").equals("Health: Business Associate")) {
            told.with("role", "processor");
        }
        var cause = text("cause");
        var taken = cause.matches(".*(Theft|Hacking|Cyberattack).*") && !cause.equals("Theft or Mistake");
        if (taken || text("source").startsWith("hibp")) {
            told.with("malicious", true);
        }
        var kinds = kinds();
        if (!kinds.isEmpty()) {
            told.with("data", List.copyOf(kinds));
            told.with("severity", severity(kinds));
        }
        return told;
    }

    private Set<String> kinds() {
        var kinds = new LinkedHashSet<String>();
        if (text("source").startsWith("hhs")) {
            kinds.addAll(List.of("contact-details", "health"));
        }
        if (row.get("data_types") instanceof List<?> types) {
            types.forEach(type -> kinds.add(KINDS.getOrDefault(String.valueOf(type), "other")));
        }
        return kinds;
    }

    private Object severity(Set<String> kinds) {
        var data = new ArrayList<Map<String, Object>>();
        data.add(Map.of("kind", "simple", "context", "simple-profile"));
        if (kinds.stream().anyMatch(Set.of("messages", "behaviour", "location", "credentials")::contains)) {
            data.add(Map.of("kind", "behavioural"));
        }
        if (kinds.contains("financial")) {
            data.add(Map.of("kind", "financial"));
        }
        if (kinds.stream().anyMatch(SENSITIVE::contains)) {
            data.add(Map.of("kind", "sensitive"));
        }
        var known = text("cause").equals("Unauthorized Access/Disclosure");
        return Map.of(
                "data", data,
                "identification", kinds.contains("contact-details") ? "significant" : "limited",
                "confidentiality", known ? "known-recipients" : "unknown-recipients",
                "integrity", "no-wrong-use",
                "availability", text("cause").matches(".*(Theft|Loss).*") ? "temporary" : "no-difficulty");
    }
}
