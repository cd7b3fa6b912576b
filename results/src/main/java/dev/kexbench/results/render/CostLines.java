package dev.kexbench.results.render;

import dev.kexbench.results.report.Cost;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.WireFigures;

/** What one handshake cost, and how near the server came to what its private key allows. */
final class CostLines {
  private static final double MICRO = 1e3;

  private CostLines() {}

  static String of(Run run) {
    return cost(run)
        + ended(run.ceiling() == null ? "" : CeilingText.of(run.ceiling()))
        + duringTheRun(run)
        + ended(CeilingText.omitted(run));
  }

  private static String duringTheRun(Run run) {
    Double share = run.privateKeyShare();
    return share == null
        ? ""
        : "During the run one such operation took %s on average: %s of the cores' time\n"
            .formatted(Numbers.duration(run.privateKeyNanos()), Numbers.percent(share));
  }

  private static String ended(String line) {
    return line.isEmpty() ? "" : line + "\n";
  }

  private static String cost(Run run) {
    Cost cost = run.cost();
    WireFigures wire = run.wire();
    if (cost == null) {
      return "";
    }
    TextTable table = new TextTable("Cost per handshake", "");
    add(table, "  server CPU", micros(cost.serverCpuMicrosPerHandshake()));
    Double operations = run.serverCpuInOperations();
    add(
        table,
        "  the same in private-key operations",
        operations == null ? null : Numbers.significant(operations));
    add(table, "  client CPU", micros(cost.clientCpuMicrosPerHandshake()));
    Double bytes = cost.clientBytesAllocatedPerHandshake();
    add(table, "  client allocation", bytes == null ? null : Numbers.bytes(bytes));
    if (wire != null) {
      add(table, "  client sends", Numbers.bytes(wire.clientBytes()));
      add(table, "  server sends", Numbers.bytes(wire.serverBytes()));
    }
    return table.isEmpty() ? "" : table.text();
  }

  private static String micros(Double micros) {
    return micros == null ? null : Numbers.duration(micros * MICRO);
  }

  private static void add(TextTable table, String name, String value) {
    if (value != null) {
      table.add(name, value);
    }
  }
}
