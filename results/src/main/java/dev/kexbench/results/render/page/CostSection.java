package dev.kexbench.results.render.page;

import dev.kexbench.results.render.MillionHandshakes;
import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.report.Cost;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.WireFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/** What handshakes cost on each side: CPU time, money, and bytes. */
final class CostSection {
  private static final double MICRO = 1e3;

  private CostSection() {}

  /**
   * Empty where nothing was measured.
   *
   * @param pricePerCoreHour or null
   */
  static String of(Run run, Double pricePerCoreHour) {
    Cost cost = run.cost();
    if (cost == null) {
      return "";
    }
    Double server = cost.serverCpuMicrosPerHandshake();
    Double client = cost.clientCpuMicrosPerHandshake();
    List<List<String>> lines = new ArrayList<>();
    add(lines, "CPU time per handshake", server, client, us -> Numbers.duration(MICRO * us));
    add(lines, "CPU-seconds per million handshakes", server, client, MillionHandshakes::cpuSeconds);
    if (pricePerCoreHour != null) {
      add(
          lines,
          "price of a million handshakes, at %s per core-hour"
              .formatted(Numbers.plain(pricePerCoreHour)),
          server,
          client,
          us -> MillionHandshakes.price(us, pricePerCoreHour));
    }
    WireFigures wire = run.wire();
    if (wire != null) {
      add(
          lines,
          "bytes sent per handshake",
          wire.serverBytes(),
          wire.clientBytes(),
          Numbers::bytes);
    }
    Double bytes = cost.clientBytesAllocatedPerHandshake();
    add(lines, "memory allocated per handshake", null, bytes, Numbers::bytes);
    return lines.isEmpty()
        ? ""
        : Html.heading("Cost") + TablePage.table(List.of("", "server", "generator"), lines);
  }

  private static void add(
      List<List<String>> lines,
      String what,
      Double server,
      Double client,
      DoubleFunction<String> shown) {
    if (server != null || client != null) {
      lines.add(
          List.of(
              what,
              server == null ? "" : shown.apply(server),
              client == null ? "" : shown.apply(client)));
    }
  }
}
