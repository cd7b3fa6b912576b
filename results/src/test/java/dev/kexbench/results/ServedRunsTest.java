package dev.kexbench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kexbench.results.jmh.SampleJmh;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.SampleReport;
import dev.kexbench.results.runs.RunsFolder;
import dev.kexbench.results.web.WebRequest;
import dev.kexbench.results.web.WebResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code scripts/runs --serve} answers. */
class ServedRunsTest {
  private static final String OLD = "2026-11-20T10-00-00-before";
  private static final String NEW = "2026-11-21T10-00-00-after";
  private static final String BENCH = "2026-11-22T10-00-00-bench";

  @TempDir Path home;
  private StoredRuns stored;
  private ServedRuns served;

  @BeforeEach
  void liveElsewhere() throws IOException {
    stored = StoredRuns.in(home);
    stored.load(OLD, "2026-11-20T10:00:05Z");
    stored.load(NEW, "2026-11-21T10:00:05Z");
    SampleJmh.writeRounds(stored.path(BENCH), List.of(SampleJmh.row(100), SampleJmh.row(101)));
    served = new ServedRuns(RunsFolder.usual(), "k3y");
  }

  @AfterEach
  void comeBack() {
    StoredRuns.leave();
  }

  private WebResponse get(String... path) {
    return served.answer(new WebRequest(false, List.of(path), Map.of()));
  }

  private WebResponse compare(String... runs) {
    return served.answer(new WebRequest(false, List.of("compare"), Map.of("run", List.of(runs))));
  }

  private WebResponse change(String how, String tag, String... runs) {
    return served.answer(
        new WebRequest(
            true,
            List.of("tags"),
            Map.of("change", List.of(how), "tag", List.of(tag), "run", List.of(runs))));
  }

  private static String html(int status, WebResponse response) {
    assertEquals(status, response.status(), response::content);
    assertTrue(response.type().startsWith("text/html"), response.type());
    return response.content();
  }

  @Test
  void listsWhatIsThereNow() throws IOException {
    assertTrue(html(200, get("")).contains("3 runs in "), "all of them");
    stored.load("2026-11-23T10-00-00-later", "2026-11-23T10:00:05Z");
    Files.writeString(stored.path(OLD).resolve("report.json"), "{");
    String list = html(200, get(""));
    assertTrue(list.contains("4 runs in "), "the new one as well");
    assertTrue(list.contains("value=\"2026-11-23T10-00-00-later\""), "to be selected");
    assertTrue(list.contains("href=\"/run/2026-11-23T10-00-00-later/\""), "to be opened");
    assertTrue(list.contains("data-state=\"damaged\""), "as such");
    assertTrue(list.contains("2,431/s"), "the figures of the terminal");
  }

  @Test
  void aNameMayContainAnything() {
    String name = "a <b>&\" + ü%2F";
    stored.load(name, "2026-11-24T10:00:05Z");
    String list = html(200, get(""));
    assertTrue(list.contains("href=\"/run/a%20%3Cb%3E%26%22%20%2B%20%C3%BC%252F/\""), list);
    assertFalse(list.contains("<b>&"), "escaped");
    html(200, get("run", name, ""));
  }

  @Test
  void opensThePageThatTheReportCommandWrites() {
    for (String run : List.of(NEW, BENCH)) {
      String page = html(200, get("run", run, ""));
      String written = new StoredResults(null, false).page(stored.path(run));
      assertTrue(page.contains("<code>scripts/report " + run + "</code>"), page);
      assertEquals(written, page.replaceAll("<nav class=\"quiet\">.*</nav>\n", ""));
    }
  }

  @Test
  void whatHasNoPageIsShownAsText() throws IOException {
    Files.writeString(stored.path(NEW).resolve("report.json"), "{\"schema\": \"<script>");
    String page = html(200, get("run", NEW, ""));
    assertTrue(page.contains("ends early") && page.contains("report.json"), page);
    Files.createDirectories(stored.path("2026-11-25T00-00-00-empty"));
    assertTrue(html(200, get("run", "2026-11-25T00-00-00-empty", "")).contains("unfinished"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        ".",
        "",
        "../runs/" + NEW,
        "/etc",
        "..\\..",
        NEW + "/..",
        "2026",
        "@1",
        "after",
        "runs.js",
        "\0",
        NEW + "\0"
      })
  void noOtherNameIsARun(String name) throws IOException {
    Files.writeString(home.resolve("results/secret.json"), "secret");
    html(404, get("run", name, ""));
    html(404, get("run", name));
    html(404, get(".", name));
    html(404, compare(name, NEW));
    assertEquals(400, change("add", "x", name).status());
  }

  @Test
  void ofTheOtherFilesOfARunOnlyFlameGraphsAreServed() throws IOException {
    Path run = stored.path(NEW);
    Path secret = Files.writeString(home.resolve("results/flame-x.html"), "secret");
    Files.writeString(run.resolve("flame-server.html"), "<p>flames");
    Files.createSymbolicLink(run.resolve("flame-link.html"), secret);
    WebResponse flames = get("run", NEW, "flame-server.html");
    assertEquals("<p>flames", html(200, flames));
    assertTrue(flames.policy().startsWith("sandbox allow-scripts; default-src 'none'"));
    for (String name :
        List.of("report.json", "flame-link.html", "flame-none.html", "../flame-x.html", "..")) {
      html(404, get("run", NEW, name));
    }
  }

  @Test
  void comparesAsTheCommandDoes() throws IOException {
    Path html = home.resolve("compared.html");
    CommandRun command =
        CommandRun.of(new CompareMain(), stored.path(OLD), stored.path(NEW), "--html", html);
    assertEquals(0, command.exitCode(), command::err);
    String page = html(200, compare(NEW, OLD));
    assertEquals(Files.readString(html), page.replaceAll("<nav class=\"quiet\">.*</nav>\n", ""));
    assertTrue(
        page.contains("<code>scripts/compare " + OLD + " " + NEW + "</code>"), "older first");
  }

  @Test
  void whatTheCommandRefusesIsAPageWithItsLine() throws IOException {
    String empty = "2026-11-25T00-00-00-empty";
    Files.createDirectories(stored.path(empty));
    CommandRun command = CommandRun.of(new CompareMain(), stored.path(OLD), stored.path(empty));
    assertEquals(1, command.err().lines().count(), command::err);
    String page = html(422, compare(OLD, empty));
    assertTrue(page.contains(command.err().strip()), command.err());
    assertEquals(422, compare(OLD, NEW, empty).status());
    assertTrue(html(400, compare(NEW)).contains("Select two or more"));
    assertTrue(html(400, compare(NEW, NEW)).contains("Select two or more"));
    assertTrue(html(404, compare(NEW, "gone", "lost")).contains("2 of the 3 runs"));
  }

  @Test
  void whatIsNotComparableIsAPageThatStatesWhy() {
    CommandRun command = CommandRun.of(new CompareMain(), stored.path(OLD), stored.path(BENCH));
    assertEquals(3, command.exitCode(), command::err);
    assertTrue(html(200, compare(OLD, BENCH)).contains("not comparable"), command::out);
  }

  @Test
  void comparesThreeSideBySide() {
    List<Run> slower = List.of(SampleReport.slower(SampleReport.run(), 1.2));
    stored.store("2026-11-23T10-00-00-slower", "2026-11-23T10:00:05Z", slower);
    String page = html(200, compare("2026-11-23T10-00-00-slower", OLD, NEW));
    assertTrue(page.contains("scripts/compare --each " + OLD), "as in a terminal");
    Path html = home.resolve("compared.html");
    CommandRun command =
        CommandRun.of(new CompareMain(), "--each", OLD, NEW, "slower", "--html", html);
    assertEquals(0, command.exitCode(), command::err);
    assertTrue(command.out().contains("+20.0 %"), command::out);
    assertTrue(page.contains("+20.0 %"), "the same");
    assertEquals(2, CommandRun.of(new CompareMain(), "--each", OLD).exitCode());
    assertEquals(2, CommandRun.of(new CompareMain(), OLD, NEW, "slower").exitCode());
  }

  @Test
  void tagsAsTheCommandDoes() throws IOException {
    JsonNode done = new ObjectMapper().readTree(change("add", "base", OLD, NEW).content());
    assertEquals("base", done.at("/tags/" + OLD + "/0").asText(), done::toString);
    assertEquals("tagged %s 'base'".formatted(NEW), done.at("/lines/0").asText());
    assertEquals("base\n", Files.readString(stored.path(OLD).resolve("tags.txt")));
    JsonNode refused = new ObjectMapper().readTree(change("add", "a/b", OLD).content());
    assertTrue(refused.get("failed").asBoolean());
    assertTrue(refused.at("/lines/0").asText().contains("'a/b' is no tag"), refused::toString);
    change("remove", "base", OLD);
    assertFalse(Files.exists(stored.path(OLD).resolve("tags.txt")));
    assertEquals(400, change("delete", "base", OLD).status());
    assertTrue(html(200, get("")).contains("<option value=\"base\">"), "to filter by");
  }

  @Test
  void readOnlyHasNoTokenAndNoForm() {
    String list =
        new ServedRuns(RunsFolder.usual(), null)
            .answer(new WebRequest(false, List.of(""), Map.of()))
            .content();
    assertFalse(list.contains("name=\"token\"") || list.contains("Add to selected"));
    assertTrue(list.contains("Read-only"));
    assertTrue(html(200, get("")).contains("value=\"k3y\""));
  }
}
