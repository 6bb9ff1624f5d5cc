package dev.lethe.local.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lethe.api.Access;
import dev.lethe.http.Json;
import dev.lethe.local.LocalWorld;
import dev.lethe.local.demo.DemoNotice;
import dev.lethe.local.demo.Http;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The officers' page: it holds no data, runs nothing but its own script, and can be used by whoever comes to it. */
class ConsoleTest {
    private static LocalWorld world;
    private static String officer;

    @BeforeAll
    static void begin() throws IOException {
        world = LocalWorld.startStill(LocalWorld.Options.inMemory());
        officer = world.tokens().issue(Access.OFFICER, LocalWorld.DEMO);
        DemoNotice.publish(world.uri(), officer);
        assertThat(new Http(world.uri(), officer)
                        .send("POST", "/v1/purges", new byte[0])
                        .status())
                .isEqualTo(200);
    }

    @AfterAll
    static void end() {
        world.close();
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(world.uri().resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @Test
    void onlyWhatTheSiteItselfServesIsLoadedAndNothingInlineRuns() throws IOException, InterruptedException {
        var page = get("/console");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(header(page, "Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.body())
                .doesNotContainPattern("<script(?![^>]*src=)")
                .doesNotContainPattern(" on[a-z]+=|<style| style=");
        assertThat(header(get("/console/console.js"), "Content-Type")).startsWith("text/javascript");
        assertThat(header(get("/console/console.css"), "Content-Type")).startsWith("text/css");
        assertThat(get("/console/console.html").statusCode()).isEqualTo(404);
        assertThat(get("/console/..%2fopenapi.json").statusCode()).isIn(400, 404);
    }

    @Test
    void everyTextIsThereInBothLanguages() throws IOException, InterruptedException {
        var script = get("/console/console.js").body();
        var texts = script.substring(script.indexOf("/* texts */") + 11, script.indexOf("/* texts: end */"));
        var languages =
                (Map<?, ?>) Json.read(texts.getBytes(StandardCharsets.UTF_8)).orElseThrow();
        var english = in(languages, "en");
        var german = in(languages, "de");
        assertThat(new TreeSet<Object>(german.keySet())).isEqualTo(new TreeSet<Object>(english.keySet()));
        var asked =
                Pattern.compile("data-say=\"([^\"]+)\"").matcher(get("/console").body());
        while (asked.find()) {
            assertThat(english.containsKey(asked.group(1))).as(asked.group(1)).isTrue();
        }
    }

    @Test
    void anOfficerUsesItByKeyboardOnAPhoneInGermanAndInTheDark(@TempDir Path profile) throws IOException {
        var installed = Browser.installed();
        assumeTrue(installed.isPresent(), "no Chromium is installed here, so the page is not looked at");
        try (var browser = new Browser(installed.get(), profile, "de-DE")) {
            browser.call(
                    "Emulation.setDeviceMetricsOverride",
                    Map.of("width", 360, "height", 740, "deviceScaleFactor", 2, "mobile", true));
            browser.call(
                    "Emulation.setEmulatedMedia",
                    Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
            browser.open(page());
            assertThat(browser.evaluate("document.documentElement.lang")).isEqualTo("de");
            assertThat(browser.evaluate("document.querySelector('h1').textContent"))
                    .isEqualTo("Aufbewahrung und Löschläufe");
            assertThat(browser.evaluate("getComputedStyle(document.body).backgroundColor"))
                    .isEqualTo("rgb(18, 22, 27)");
            // The link to the content, the token, the site, the button.
            browser.press("Tab", 9, "");
            browser.press("Tab", 9, "");
            assertThat(browser.evaluate("document.activeElement.id")).isEqualTo("token");
            browser.type(officer);
            browser.press("Tab", 9, "");
            browser.type(world.register(LocalWorld.DEMO).value());
            browser.press("Enter", 13, "\r");
            browser.until("!document.getElementById('content').hidden");
            assertThat(browser.evaluate("document.activeElement.id")).isEqualTo("content");
            assertThat(String.valueOf(browser.evaluate("document.getElementById('purge-runs').textContent")))
                    .contains("befugte Person", "nichts übrig");
            assertThat(String.valueOf(browser.evaluate("document.getElementById('schedule').textContent")))
                    .contains("chat-history", "30 Tage");
            assertThat(browser.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .as("nothing is wider than the phone")
                    .isEqualTo(true);
            assertThat(browser.evaluate(
                            "[...document.querySelectorAll('.wide')].every(one => one.scrollWidth <= one.clientWidth)"))
                    .as("no table has to be scrolled sideways")
                    .isEqualTo(true);
            assertThat(browser.evaluate("getComputedStyle(document.querySelector('td'), '::before').content"))
                    .asString()
                    .contains("Beginn");
            assertThat(browser.evaluate("localStorage.length + sessionStorage.length + document.cookie.length"))
                    .as("nothing is kept")
                    .asString()
                    .isEqualTo("0");
            picture(browser, "phone-dark-de.png");
        }
    }

    @Test
    void whoHasNoOfficersTokenIsToldSoAndSeesNothing(@TempDir Path profile) throws IOException {
        var installed = Browser.installed();
        assumeTrue(installed.isPresent(), "no Chromium is installed here, so the page is not looked at");
        try (var browser = new Browser(installed.get(), profile, "en-US")) {
            browser.open(page());
            submit(browser, world.tokens().issue(Access.BOT, LocalWorld.DEMO));
            browser.until("document.getElementById('status').textContent === 'This token is not an officer\\'s.'");
            submit(browser, "nonsense");
            browser.until("document.getElementById('status').textContent.startsWith('This token is not accepted')");
            assertThat(browser.evaluate("document.getElementById('content').hidden"))
                    .isEqualTo(true);
            submit(browser, officer);
            browser.until("!document.getElementById('content').hidden");
            assertThat(String.valueOf(browser.evaluate("document.getElementById('schedule').textContent")))
                    .isEqualTo("Give the site to read the schedule.");
            picture(browser, "wide-light-en.png");
        }
    }

    private static Map<?, ?> in(Map<?, ?> languages, String language) {
        assertThat(languages.get(language)).isInstanceOf(Map.class);
        return languages.get(language) instanceof Map<?, ?> texts ? texts : Map.of();
    }

    private static void submit(Browser browser, String token) {
        browser.evaluate("document.getElementById('token').value = '" + token
                + "'; document.querySelector('button').click(); true");
    }

    private static URI page() {
        return world.uri().resolve("/console");
    }

    /** What it looked like, for whoever wants to see it. */
    private static void picture(Browser browser, String name) throws IOException {
        var taken = String.valueOf(
                browser.call("Page.captureScreenshot", Map.of("format", "png")).get("data"));
        var directory = Files.createDirectories(Path.of("target", "console"));
        Files.write(directory.resolve(name), Base64.getDecoder().decode(taken));
    }
}
