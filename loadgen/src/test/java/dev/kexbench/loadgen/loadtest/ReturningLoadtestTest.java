package dev.kexbench.loadgen.loadtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.CommandHere;
import dev.kexbench.loadgen.fixture.ChildProcess;
import dev.kexbench.loadgen.fixture.LoadtestArguments;
import dev.kexbench.results.report.HandshakeKind;
import dev.kexbench.results.report.ReasonKey;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.ResumptionFigures;
import dev.kexbench.results.report.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/loadtest --resume} with its own server as another process. */
@Tag("process")
class ReturningLoadtestTest {
  @TempDir private Path home;

  private Run run(Object... more) {
    Path out = home.resolve("out");
    List<Object> all =
        new ArrayList<>(List.of("-w", "1s", "-n", "300", "-c", "4", "--cores", "off", "-o", out));
    all.addAll(LoadtestArguments.PATIENT);
    all.addAll(List.of(more));
    ChildProcess.End end = CommandHere.loadtest(home, all.toArray());
    assertTrue(Files.exists(out.resolve("report.json")), end::toString);
    var report = ReportFiles.read(out.resolve("report.json"));
    assertFalse(
        report.verdict().reasons().stream().anyMatch(each -> each.key() == ReasonKey.RESUMED),
        report.verdict()::toString);
    return report.runs().get(0);
  }

  @Test
  void theOwnServerIssuesTicketsOfTheGivenLifetime() {
    Run run = run("--resume", "80", "--ticket-lifetime", "10m", "--admission");
    ResumptionFigures figures = run.resumption();
    assertEquals(300, run.counts().established());
    assertTrue(figures.of(HandshakeKind.RESUMED).established() > 0, figures::toString);
    assertTrue(figures.of(HandshakeKind.FULL).established() > 0, figures::toString);
    assertEquals(0, figures.refusedTickets());
    assertTrue(run.server().tickets().issued() >= 300, run.server().tickets()::toString);
    assertTrue(run.server().tickets().window().tags() > 0, "each is good once");
    assertEquals(600.0, run.plan().others().get("ticketLifetimeSeconds"));
  }

  @Test
  void withoutReturningClientsTheOwnServerIssuesNone() {
    Run run = run();
    assertNull(run.resumption());
    assertNull(run.server().tickets());
  }
}
