package dev.kexbench.results;

import static dev.kexbench.results.jmh.SampleJmh.result;
import static dev.kexbench.results.jmh.SampleJmh.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kexbench.results.jmh.SampleJmh;
import dev.kexbench.results.report.Environment;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.SampleReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Names, dates and commits of both sides head a comparison. */
class CompareSidesTest {
  private static final Instant TEN = Instant.parse("2026-11-20T10:00:00Z");

  @TempDir Path folder;

  @Test
  void namesBothSidesBelowTheVerdict() throws IOException {
    CommandRun run =
        compare(report("before", TEN, "4fb3eb5", false), report("after", TEN, "9abc123", true));
    assertEquals(
        List.of(
            "  base  %s/before, 2026-11-20 10:00 UTC, commit 4fb3eb5".formatted(folder),
            "  new   %s/after, 2026-11-20 10:00 UTC, commit 9abc123 + changes".formatted(folder)),
        run.out().lines().skip(1).limit(2).toList());
  }

  @Test
  void namesEveryRunOfASideAndItsDifferentCommits() throws IOException {
    Path first = report("1", TEN, "4fb3eb5", null);
    Path second = report("2", TEN.plusSeconds(3_600), null, null);
    Path third = report("3", TEN.plusSeconds(90_000), "4fb3eb5", false);
    CommandRun run = compare(first, first + "," + second);
    assertEquals(
        "  new   %s, %s, 2026-11-20 10:00 to 11:00 UTC, commits 4fb3eb5, unknown"
            .formatted(first, second),
        line(run, 2));
    assertEquals(
        "  new   %s, %s, 2026-11-20 10:00 to 2026-11-21 11:00 UTC, commit 4fb3eb5"
            .formatted(first, third),
        line(compare(first, first + "," + third), 2));
  }

  @Test
  void countsMoreFoldersThanFitALine() throws IOException {
    List<String> all =
        IntStream.range(0, 6).mapToObj(at -> String.valueOf(folder.resolve("r" + at))).toList();
    for (String each : all) {
      report(Path.of(each).getFileName().toString(), TEN, "4fb3eb5", false);
    }
    assertEquals(
        "  base  %s, %s, %s and 3 more, 2026-11-20 10:00 UTC, commit 4fb3eb5"
            .formatted(all.get(0), all.get(1), all.get(2)),
        line(compare(String.join(",", all), all.get(0)), 1));
  }

  @Test
  void statesWhenAPlainFileWasWrittenAndThatItsCommitIsUnknown() throws IOException {
    Path plain = Files.writeString(folder.resolve("plain.json"), "[" + row(100) + "]");
    Files.setLastModifiedTime(plain, FileTime.from(TEN));
    assertEquals(
        "  new   %s, written 2026-11-20 10:00 UTC, commit unknown".formatted(plain),
        line(compare(plain, plain), 2));
  }

  @Test
  void datesBenchmarksByTheirEnvironmentOrTheNameOfTheirFolder() throws IOException {
    Path named = SampleJmh.write(folder.resolve("2026-11-19T08-30-00-bench/this"), 2, row(100));
    Path stated = SampleJmh.write(folder.resolve("kept"), 2, row(100));
    ReportFiles.writeEnvironment(
        SampleReport.environment(2).startedAt(TEN), stated.resolve("environment.json"));
    CommandRun run = compare(named, stated);
    assertEquals("  base  %s, 2026-11-19 08:30 UTC, commit 0123456".formatted(named), line(run, 1));
    assertEquals(
        "  new   %s, 2026-11-20 10:00 UTC, commit 0123456".formatted(stated), line(run, 2));
  }

  @Test
  void keepsOneLineForEachSideWhateverItsName() throws Exception {
    Path odd = report("a\nb\u0001|<i>`c", TEN, "4fb3eb5", false);
    Path markdown = folder.resolve("out.md");
    Path xml = folder.resolve("out.xml");
    Path page = folder.resolve("out.html");
    CommandRun run = compare(odd, odd, "--markdown", markdown, "--junit", xml, "--html", page);
    String shown = folder + "/a?b?|<i>`c, 2026-11-20 10:00 UTC, commit 4fb3eb5";
    assertEquals("  base  " + shown, line(run, 1));
    String escaped = folder + "/a?b?\\|&lt;i>\\`c, 2026-11-20 10:00 UTC, commit 4fb3eb5";
    assertEquals("- base  " + escaped, Files.readAllLines(markdown).get(2));
    assertTrue(Files.readString(page).contains("/a?b?|&lt;i&gt;`c</td>"), shown);
    assertTrue(Files.readString(page).contains("20 November 2026, 10:00 UTC"), shown);
    NodeList properties =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(xml.toFile())
            .getElementsByTagName("property");
    assertEquals(2, properties.getLength());
    assertEquals("new", ((Element) properties.item(1)).getAttribute("name"));
    assertEquals(shown, ((Element) properties.item(1)).getAttribute("value"));
  }

  @Test
  void writesTheSidesAsJson() throws IOException {
    Path json = folder.resolve("out.json");
    compare(
        report("before", TEN, "4fb3eb5", true), report("after", TEN, null, null), "--json", json);
    JsonNode sides = new ObjectMapper().readTree(json.toFile()).get("sides");
    JsonNode base = sides.get("base");
    assertEquals(folder + "/before", base.get("places").get(0).asText());
    assertEquals("2026-11-20T10:00:00Z", base.get("from").asText());
    assertEquals("2026-11-20T10:00:00Z", base.get("to").asText());
    assertEquals("4fb3eb5 + changes", base.get("commits").get(0).asText());
    assertEquals("unknown", sides.get("fresh").get("commits").get(0).asText());
  }

  @Test
  void namesTheSidesThatStandSideBySide() throws IOException {
    String rows = row(100) + "," + result("Key.pooled", "bc", 300, 7);
    Path all = SampleJmh.write(folder.resolve("2026-11-19T08-30-00-bench"), 2, rows);
    assertEquals(
        "  %s, 2026-11-19 08:30 UTC, commit 0123456".formatted(all),
        CommandRun.of(new CompareMain(), all, "--col", "provider").firstLine());
  }

  private CommandRun compare(Object... args) {
    return CommandRun.of(new CompareMain(), args);
  }

  private static String line(CommandRun run, int number) {
    return run.out().lines().skip(number).findFirst().orElseThrow();
  }

  private Path report(String name, Instant startedAt, String commit, Boolean dirty)
      throws IOException {
    LoadReport complete = SampleReport.complete();
    Environment given = complete.environment();
    Environment environment =
        given.with(
            new Environment.JvmDescription(given.jdk(), given.vm(), given.gc(), given.flags()),
            commit,
            dirty);
    LoadReport report =
        new LoadReport(
            LoadReport.SCHEMA,
            name,
            startedAt,
            false,
            complete.verdict(),
            environment,
            complete.runs(),
            null);
    Path place = Files.createDirectories(folder.resolve(name));
    ReportFiles.write(report, place.resolve("report.json"));
    return place;
  }
}
