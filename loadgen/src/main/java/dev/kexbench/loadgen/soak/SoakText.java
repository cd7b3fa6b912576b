package dev.kexbench.loadgen.soak;

import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.render.TextTable;
import dev.kexbench.results.render.Thresholds;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Second;
import dev.kexbench.results.report.Validity;
import dev.kexbench.results.report.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A soak report for a terminal: the verdict, and the figures behind it. */
final class SoakText {
  private static final double MIB = 1 << 20;

  private SoakText() {}

  /** As text; every line ends with a newline. */
  static String of(Soak soak, LoadReport report) {
    String thresholds = Thresholds.of(soak.run());
    return "%s  after %,d seconds of mixed load; the load test is %s\n%s\n%s%s"
        .formatted(
            headline(soak, report.verdict()),
            soak.run().timeline().size(),
            report.verdict().state(),
            reasons(report.verdict()),
            table(soak).text(),
            thresholds.isEmpty() ? "" : "\n" + thresholds);
  }

  /** A run that is invalid or has no latencies to compare shows neither growth nor its absence. */
  private static String headline(Soak soak, Verdict verdict) {
    if (verdict.state() == Validity.INVALID) {
      return "NOT VALID";
    }
    if (!soak.hasLatencies()) {
      return "NOT VALID: no handshake was established in the first or the last fifth";
    }
    List<String> growth = soak.growth();
    return growth.isEmpty() ? "STEADY" : "GROWN: " + String.join(", ", growth);
  }

  private static String reasons(Verdict verdict) {
    return verdict.reasons().stream()
        .map(each -> "  %s, %s: %s\n".formatted(each.key(), each.effect(), each.text()))
        .collect(Collectors.joining());
  }

  private static TextTable table(Soak soak) {
    TextTable table = new TextTable(1, List.of("", "start", "end"));
    table.add(List.of("heap", mib(soak.before().heapBytes()), mib(soak.after().heapBytes())));
    table.add(List.of("threads", whole(soak.before().threads()), whole(soak.after().threads())));
    table.add(
        List.of(
            "descriptors", whole(soak.before().descriptors()), whole(soak.after().descriptors())));
    table.add(List.of("p50", duration(soak.early(Second::p50)), duration(soak.late(Second::p50))));
    return table.add(
        List.of("p99", duration(soak.early(Second::p99)), duration(soak.late(Second::p99))));
  }

  private static String mib(long bytes) {
    return String.format(Locale.ROOT, "%.1f MiB", bytes / MIB);
  }

  private static String whole(Long number) {
    return number == null ? "-" : String.format(Locale.ROOT, "%,d", number);
  }

  private static String duration(Long nanos) {
    return nanos == null ? "-" : Numbers.duration(nanos);
  }
}
