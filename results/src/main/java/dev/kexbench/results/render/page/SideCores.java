package dev.kexbench.results.render.page;

import dev.kexbench.results.machine.AllowedCores;
import dev.kexbench.results.machine.Contention;
import dev.kexbench.results.report.MachineFigures;
import dev.kexbench.results.report.Run;

/** How many cores the server and the generator of a run may use; null if unknown. */
record SideCores(Double server, Double generator) {
  private static final String LIST = "\\d{1,4}(-\\d{1,4})?(,\\d{1,4}(-\\d{1,4})?)*";

  /** Of several agents only the cores of one are known. */
  static SideCores of(Run run) {
    MachineFigures machine = run.machine();
    Double bound = machine == null ? null : cores(machine.server());
    Double server = run.ceiling() == null ? bound : Double.valueOf(run.ceiling().serverCores());
    boolean several = run.agents().size() > 1;
    return new SideCores(server, machine == null || several ? null : cores(machine.generator()));
  }

  private static Double cores(Contention side) {
    return side == null || side.cores() == null || !side.cores().matches(LIST)
        ? null
        : Double.valueOf(AllowedCores.parse(side.cores()).size());
  }

  boolean known() {
    return server != null && generator != null && server > 0 && generator > 0;
  }
}
