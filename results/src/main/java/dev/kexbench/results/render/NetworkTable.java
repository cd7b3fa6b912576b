package dev.kexbench.results.render;

import dev.kexbench.results.report.NetworkFigures;
import dev.kexbench.results.report.NetworkFigures.Direction;
import dev.kexbench.results.report.NetworkFigures.Timing;
import dev.kexbench.results.report.Run;
import java.util.ArrayList;
import java.util.List;

/** What the emulated network of a run did in the measured time. */
public final class NetworkTable {
  /** The head of its table. */
  public static final List<String> HEAD =
      List.of(
          "Network",
          "delivered",
          "lost",
          "queue drops",
          "overrun",
          "delay p50",
          "p99",
          "late p99",
          "max");

  private NetworkTable() {}

  /** The table and a line about the path; empty without a network. */
  static String of(Run run) {
    if (run.network() == null) {
      return "";
    }
    TextTable table = new TextTable(1, HEAD);
    for (List<String> line : lines(run.network())) {
      List<String> indented = new ArrayList<>(line);
      indented.set(0, "  " + line.get(0));
      table.add(indented);
    }
    return table.text() + WrappedText.of("  " + note(run), "  ");
  }

  /** A line for each direction. */
  public static List<List<String>> lines(NetworkFigures figures) {
    return List.of(
        line("to the server", figures.toServer()), line("to the generator", figures.toGenerator()));
  }

  /** What the path was, by plan, and what it cost. */
  public static String note(Run run) {
    NetworkFigures figures = run.network();
    String how =
        figures.way().equals(NetworkFigures.RELAY)
            ? "a relay that used %s cores%s"
                .formatted(
                    Numbers.significant(figures.relayCores()),
                    figures.realTime() ? "" : ", without real-time priority")
            : "the kernel's " + figures.way();
    return "%s, %s each way, by %s%s"
        .formatted(name(run), Numbers.duration(figures.delayNanos()), how, fastOpened(run));
  }

  /** As it was given, and what the name of a preset stands for. */
  private static String name(Run run) {
    String given = run.plan().network();
    String spec = run.network().spec();
    return spec == null || spec.equals(given) ? given : given + " (" + spec + ")";
  }

  private static String fastOpened(Run run) {
    Long fast = run.network().fastOpened();
    return fast == null
        ? ""
        : "; the server took the first data of %s of %s connections with the SYN"
            .formatted(Numbers.whole(fast), Numbers.whole(run.counts().connectionsOpened()));
  }

  private static List<String> line(String name, Direction of) {
    List<String> line = new ArrayList<>(List.of(name));
    for (long count : new long[] {of.packets(), of.lost(), of.queueDropped(), of.overrun()}) {
      line.add(Numbers.whole(count));
    }
    Timing timing = of.timing();
    if (timing == null) {
      line.addAll(List.of("", "", "", ""));
    } else {
      line.add(Numbers.duration(timing.deliveredP50()));
      line.add(Numbers.duration(timing.deliveredP99()));
      line.add(Numbers.duration(timing.latenessP99()));
      line.add(Numbers.duration(timing.latenessMax()));
    }
    return line;
  }
}
