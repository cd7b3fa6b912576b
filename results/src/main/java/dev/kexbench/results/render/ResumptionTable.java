package dev.kexbench.results.render;

import dev.kexbench.results.report.HandshakeKind;
import dev.kexbench.results.report.Latency;
import dev.kexbench.results.report.ResumptionFigures;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.Stage;
import dev.kexbench.results.report.WireFigures;
import java.util.ArrayList;
import java.util.List;

/** Full and resumed handshakes apart: how many, how long they took, and their bytes. */
public final class ResumptionTable {
  /** The head of the table of latencies. */
  public static final List<String> LATENCY_HEAD =
      List.of("Latency by kind", "p50", "p90", "p99", "p99.9", "max");

  /** The head of the table of counts and bytes. */
  public static final List<String> HEAD =
      List.of("Returning clients", "number", "share", "client sends", "server sends");

  /** Why the server's CPU time is not shown for each kind. */
  public static final String COST_NOTE =
      "The server's CPU time is known for both kinds together only: one run has one sum. To tell"
          + " them apart, compare runs with --resume 0 and --resume 100.";

  private ResumptionTable() {}

  /** Both tables; empty without returning clients. */
  static String of(Run run) {
    if (run.resumption() == null) {
      return "";
    }
    TextTable counts = new TextTable(1, HEAD);
    lines(run.resumption()).forEach(line -> counts.add(indented(line)));
    TextTable latencies = new TextTable(1, LATENCY_HEAD);
    latencies(run.resumption()).forEach(line -> latencies.add(indented(line)));
    String rows = latencies(run.resumption()).isEmpty() ? "" : "\n" + latencies.text();
    return counts.text() + WrappedText.of("  " + COST_NOTE, "  ") + rows;
  }

  private static List<String> indented(List<String> line) {
    List<String> all = new ArrayList<>(line);
    all.set(0, "  " + line.get(0));
    return all;
  }

  /** The lines of the table of counts and bytes. */
  public static List<List<String>> lines(ResumptionFigures figures) {
    List<List<String>> lines = new ArrayList<>();
    long all = 0;
    for (HandshakeKind kind : HandshakeKind.values()) {
      all += figures.of(kind).established();
    }
    for (HandshakeKind kind : HandshakeKind.values()) {
      ResumptionFigures.Kind of = figures.of(kind);
      WireFigures wire = of.wire();
      lines.add(
          List.of(
              kind.label(),
              Numbers.whole(of.established()),
              share(of.established(), all),
              wire == null ? "" : Numbers.bytes(wire.clientBytes()),
              wire == null ? "" : Numbers.bytes(wire.serverBytes())));
    }
    long toResume = figures.toResume();
    lines.add(List.of("were to resume", Numbers.whole(toResume), "", "", ""));
    lines.add(part("of these, no ticket was there", figures.withoutTicket(), toResume));
    lines.add(part("of these, the ticket was refused", figures.refusedTickets(), toResume));
    if (figures.notIssued() > 0) {
      lines.add(part("the server issued no ticket", figures.notIssued(), all));
      lines.add(part("of these, the client stopped waiting", figures.waitEnded(), all));
    }
    return lines;
  }

  private static List<String> part(String what, long number, long whole) {
    return List.of(what, Numbers.whole(number), share(number, whole), "", "");
  }

  private static String share(long part, long whole) {
    return whole == 0 ? "" : Numbers.percent((double) part / whole);
  }

  /** The lines of the table of latencies: each stage of each kind that has handshakes. */
  public static List<List<String>> latencies(ResumptionFigures figures) {
    List<List<String>> lines = new ArrayList<>();
    for (HandshakeKind kind : HandshakeKind.values()) {
      for (Stage stage : StageNames.IN_ORDER) {
        Latency latency = figures.of(kind).latency().get(stage.key());
        if (latency != null && latency.count() > 0) {
          lines.add(
              List.of(
                  kind.label() + ", " + StageNames.of(stage),
                  Numbers.duration(latency.p50()),
                  Numbers.duration(latency.p90()),
                  Numbers.duration(latency.p99()),
                  Numbers.duration(latency.p999()),
                  Numbers.duration(latency.max())));
        }
      }
    }
    return lines;
  }
}
