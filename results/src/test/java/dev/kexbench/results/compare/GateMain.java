package dev.kexbench.results.compare;

import dev.kexbench.results.compare.GateSimulation.Counts;
import dev.kexbench.results.compare.GateSimulation.Shape;
import java.util.Locale;

public final class GateMain {
  public static void main(String[] args) {
    int n = Integer.parseInt(args[0]);
    for (boolean paired : new boolean[] {true, false})
      for (GateScenario s : GateScenario.values()) {
        if (s == GateScenario.LOAD) continue;
        StringBuilder line =
            new StringBuilder(
                String.format(Locale.ROOT, "%-8s %s", s, paired ? "paired" : "apart "));
        Shape shape = new Shape(20, Integer.parseInt(args[1]), paired);
        Counts none = new GateSimulation(s, shape, 1).run(n, 1, n <= 300);
        line.append(
            String.format(
                Locale.ROOT,
                " alarms %.1f confirmed %.1f cover %.1f forecast %.0f/%d",
                100 * none.share(none.alarms()),
                100 * none.share(none.confirmedAlarms()),
                100 * none.share(none.covered()),
                100.0 * none.decided() / Math.max(1, none.forecasts()),
                none.forecasts()));
        for (double f : new double[] {1.03, 1.05, 1.1}) {
          Counts c = new GateSimulation(s, shape, 2).run(n, f, n <= 300 && f == 1.05);
          line.append(
              String.format(
                  Locale.ROOT,
                  " | %.2f %.0f %.0f (%.1f)",
                  f,
                  100 * c.share(c.found()),
                  100 * c.share(c.confirmed()),
                  100 * c.share(c.confirmedAlarms())));
          if (c.forecasts() > 0)
            line.append(
                String.format(
                    Locale.ROOT,
                    " fc %.0f/%d",
                    100.0 * c.decided() / c.forecasts(),
                    c.forecasts()));
        }
        System.out.println(line);
      }
  }
}
