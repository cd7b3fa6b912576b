package dev.kexbench.results.render.page;

import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.render.ServerStage;
import dev.kexbench.results.render.page.HtmlTable.Cell;
import dev.kexbench.results.report.Run;
import java.util.Comparator;
import java.util.List;

/**
 * Where a handshake's time at the server went: a bar for each stage, which begins where that of the
 * previous one ends. The bar of a stage that is much longer than all others is cut.
 */
final class ServerTimeSection {
  private static final double CUT = 4;

  private ServerTimeSection() {}

  /** Empty where the server was not asked. */
  static String of(Run run) {
    List<ServerStage> stages = ServerStage.of(run);
    if (stages.isEmpty()) {
      return "";
    }
    double all = stages.stream().mapToDouble(ServerStage::meanNanos).sum();
    ServerStage longest =
        stages.stream().max(Comparator.comparing(ServerStage::meanNanos)).orElseThrow();
    boolean cut = stages.size() > 1 && longest.meanNanos() > CUT * (all - longest.meanNanos());
    double scale = cut ? all - longest.meanNanos() : all;
    HtmlTable table =
        new HtmlTable(
            List.of("stage", "mean", "p99", "share of the work", "mean times in sequence"));
    double before = 0;
    for (ServerStage stage : stages) {
      boolean isCut = cut && stage.equals(longest);
      double after = isCut ? before : before + stage.meanNanos();
      String bar =
          isCut ? Html.cutBar("not to scale") : Html.bar(before / scale, after / scale, "");
      table.add(line(stage, bar));
      before = after;
    }
    return Html.heading("Where the server's time went")
        + table.html()
        + (cut ? Html.paragraph("quiet", "The striped bar is not to scale.") : "");
  }

  private static List<Cell> line(ServerStage stage, String bar) {
    return List.of(
        Cell.text(name(stage)),
        nanos(stage.meanNanos()),
        nanos(stage.p99Nanos()),
        stage.share() == null
            ? Cell.text("")
            : Cell.figure(Numbers.percent(stage.share()), stage.share()),
        Cell.html(bar));
  }

  private static String name(ServerStage stage) {
    return switch (stage.name()) {
      case "queue" -> "waiting in the queue";
      case "private key" -> "private-key operation";
      case "mac and keys" -> "MAC and keys";
      case "write" -> "writing the answer";
      default -> stage.name();
    };
  }

  private static Cell nanos(double nanos) {
    return Cell.figure(Numbers.duration(nanos), nanos);
  }
}
