package dev.kexbench.results.render.page;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.render.Summary;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Plan;
import dev.kexbench.results.report.Profile;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.SampleReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that was profiled, as text and as a page. */
class ProfiledRunTest {
  private static final String LINK = "<a href=\"flame-server.html\">flame-server.html</a>";

  @TempDir private Path folder;

  private static LoadReport profiled(String file) {
    Plan plan = SampleReport.planWith(null, Map.of(Plan.PROFILE, "cpu"));
    Profile.Graph graph =
        new Profile.Graph(
            "server",
            "cpu",
            "async-profiler 4.5 (perf events)",
            file,
            "profile-server.jfr",
            1_234,
            List.of(new Profile.Method("a.<b>.c", 0.25)));
    Profile profile = new Profile(List.of("cpu"), List.of(graph), List.of("only one side"));
    return SampleReport.with(run -> SampleReport.planned(run, "kx1", plan)).with(profile);
  }

  private String page(String file) {
    return RunPage.of(profiled(file), new RunPage.Additions(folder, null));
  }

  @Test
  void theFirstLineAndTheTitleSayThatItWasProfiled() {
    LoadReport report = profiled("flame-server.html");
    String first = Summary.of(report).lines().findFirst().orElseThrow();
    assertTrue(first.contains("kx1 (profiled), "), first);
    assertTrue(page("flame-server.html").contains(", profiled</h1>"));
    assertFalse(Summary.of(SampleReport.complete()).contains("profiled"));
    assertFalse(RunPage.of(SampleReport.complete()).contains(">Profile<"));
  }

  @Test
  void itsPageLinksFlameGraphsThatExist() throws IOException {
    assertFalse(page("flame-server.html").contains("<a href=\"flame"), "the file is missing");
    Files.createFile(folder.resolve("flame-server.html"));
    String page = page("flame-server.html");
    assertTrue(page.contains(LINK));
    assertTrue(page.contains(">CPU time</td>"));
    assertTrue(page.contains("1,234"));
    assertTrue(page.contains("a.&lt;b&gt;.c"));
    assertTrue(page.contains("only one side"));
  }

  @Test
  void itsPageLinksNoOtherFile() {
    for (String file : List.of("../secret.html", "javascript:x.html", "/etc/a.html", "a\".html")) {
      assertFalse(page(file).contains("<a href=\"" + file), file);
    }
  }

  @Test
  void isReadAsItWasWritten() {
    Path file = folder.resolve("report.json");
    LoadReport report = profiled("flame-server.html");
    ReportFiles.write(report, file);
    Profile read = ReportFiles.read(file).runs().get(0).profile();
    assertTrue(read.equals(report.runs().get(0).profile()), read::toString);
  }
}
