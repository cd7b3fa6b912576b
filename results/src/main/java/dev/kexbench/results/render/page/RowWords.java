package dev.kexbench.results.render.page;

import dev.kexbench.results.compare.FigureKey;
import dev.kexbench.results.jmh.MeasuredRow;
import dev.kexbench.results.render.BenchmarkNames;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names rows in words where files and options have identifiers. */
final class RowWords {
  private static final Pattern PERCENTILE = Pattern.compile("(total|service)\\.(p\\d+|max)");

  private RowWords() {}

  /**
   * What was measured and which figure of it: {@code Key.pooled avgt, provider=accp allocation}.
   */
  static String of(FigureKey key) {
    String identity = BenchmarkNames.values(BenchmarkNames.withoutPackages(key.identity()));
    String figure = figure(key.figure());
    if (identity.isEmpty()) {
      return figure.isEmpty() ? key.figure() : figure;
    }
    return figure.isEmpty() ? identity : identity + ": " + figure;
  }

  private static String figure(String name) {
    Matcher percentile = PERCENTILE.matcher(name);
    if (percentile.matches()) {
      String from = percentile.group(1).equals("total") ? "from due time" : "from start";
      return percentile(percentile.group(2)) + " " + from;
    }
    return switch (name) {
      case "score" -> "";
      case MeasuredRow.CPU -> "CPU time";
      case MeasuredRow.INSTRUCTIONS -> "instructions";
      case MeasuredRow.ALLOCATED -> "allocation";
      case "establishedPerSecond" -> "handshakes established";
      case "failedShare" -> "handshakes failed";
      case "clientCpuMicrosPerHandshake" -> "generator CPU per handshake";
      case "serverCpuMicrosPerHandshake" -> "server CPU per handshake";
      case "serverCpuInOperations" -> "server CPU per handshake, in private-key operations";
      case "privateKeyShare" -> "share of server time in private-key operations";
      case "ceiling.share" -> "share of the private-key ceiling";
      default -> name;
    };
  }

  /** {@code p999} is p99.9. */
  private static String percentile(String name) {
    if (name.equals("max")) {
      return "maximum";
    }
    return name.matches("p\\d{3,}") ? name.substring(0, 3) + "." + name.substring(3) : name;
  }
}
