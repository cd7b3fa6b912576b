package dev.kexbench.results.render.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.machine.Contention;
import dev.kexbench.results.machine.OtherProcess;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.MachineFigures;
import dev.kexbench.results.report.MachineFigures.Check;
import dev.kexbench.results.report.SampleReport;
import java.util.List;
import org.junit.jupiter.api.Test;

class MachineSectionTest {
  private static final Contention SERVER =
      new Contention("0", 0.01, 0.55, 0.7, List.of(new OtherProcess(4711, "java", 0.5)));
  private static final Contention GENERATOR = new Contention("1-2", null, 0.0, 0.7, null);

  private static LoadReport reportOf(MachineFigures machine) {
    return SampleReport.with(run -> run.toBuilder().machine(machine).build());
  }

  private static String text(String html) {
    return html.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").strip();
  }

  private static String section(MachineFigures machine) {
    return text(MachineSection.of(reportOf(machine)));
  }

  @Test
  void serverAndGeneratorStandNextToEachOther() {
    assertEquals(
        "Machine: 1 check with advice during the run server generator advice cores 0 1-2 used by"
            + " other processes 55 % 0 % end these processes, or bind the run to free cores"
            + " (--cores) a thread waited for a core 1.0 % unknown any task of the machine waited"
            + " for a core 70 % 70 % other processes that used most pid 4711 java (50 %) none known"
            + " taken by the hypervisor 1.0 % 1.0 %",
        section(new MachineFigures(SERVER, GENERATOR, null)));
  }

  @Test
  void aSideOfWhichNothingIsKnownHasNoColumn() {
    String section = section(new MachineFigures(null, GENERATOR, null));
    assertTrue(section.startsWith("Machine during the run generator advice cores 1-2"), section);
  }

  @Test
  void whatWasCheckedBeforeTheRunIsListed() {
    List<Check> checks =
        List.of(
            new Check("cores", "OK", "4 (0-3)"),
            new Check("governor", "advice", "powersave: set it to performance"));
    LoadReport report = SampleReport.complete().withChecks(checks);
    assertEquals(
        "Machine: 1 check with advice before the run state found, and advice cores OK 4 (0-3)"
            + " governor advice powersave: set it to performance",
        text(MachineSection.of(report)));
  }

  @Test
  void checksDoNotReplaceWhatTheRunShowed() {
    List<Check> checks = List.of(new Check("cores", "OK", "4 (0-3)"));
    LoadReport report = reportOf(new MachineFigures(SERVER, GENERATOR, "why")).withChecks(checks);
    assertEquals(
        new MachineFigures(SERVER, GENERATOR, "why", checks), report.runs().get(0).machine());
  }

  @Test
  void thePageShowsItCollapsed() {
    String page = RunPage.of(reportOf(new MachineFigures(SERVER, GENERATOR, null)));
    assertTrue(
        page.contains(
            "<details class=\"section\"><summary><h2>Machine: 1 check with advice</h2></summary>"));
  }

  @Test
  void anOldReportHasNoSuchSection() {
    assertFalse(RunPage.of(SampleReport.complete()).contains("<h2>Machine"));
    assertEquals("", section(new MachineFigures(null, null, "the user interrupted the run")));
    assertEquals(null, SampleReport.complete().withChecks(List.of()).runs().get(0).machine());
  }
}
