package dev.kexbench.bench.run;

import dev.kexbench.core.EngineChoice;
import java.util.List;
import java.util.stream.Stream;

/** Plans for machines with and without a provider. */
final class BenchPlans {
  static final Machine ALL = new Machine(new Providers(List.of("ACCP", "BC", "JDK"), List.of()), 2);
  static final Machine NO_ACCP =
      new Machine(
          new Providers(
              List.of("BC", "JDK"), List.of("crypto provider accp is not available here (x)")),
          2);

  private BenchPlans() {}

  static BenchPlan plan(Preset preset, Machine machine) {
    return plan(preset, machine, List.of());
  }

  static BenchPlan plan(
      Preset preset, Machine machine, List<String> filters, String... parameters) {
    List<Parameter> fixed = Stream.of(parameters).map(Parameter::parse).toList();
    return BenchPlan.of(
        new Request(preset, filters, fixed, List.of(), EngineChoice.FASTEST), machine);
  }
}
