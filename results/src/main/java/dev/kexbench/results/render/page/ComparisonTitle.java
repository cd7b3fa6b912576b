package dev.kexbench.results.render.page;

import dev.kexbench.results.compare.LoadRuns;
import dev.kexbench.results.compare.LoadRuns.LoadRun;
import dev.kexbench.results.compare.ResultSet;
import dev.kexbench.results.compare.SideOrigin;
import dev.kexbench.results.render.SideText;
import dev.kexbench.results.report.Environment;
import dev.kexbench.results.report.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What two sides of load tests are: the title, the machine, and name, date, commit and plan. */
final class ComparisonTitle {
  /** More names of a side are counted. */
  private static final int MOST = 4;

  /**
   * One side.
   *
   * @param name by which the page calls it
   */
  record Side(String name, ResultSet results, LoadRuns runs) {}

  private final Side base;
  private final Side fresh;

  /** The title of two sides, of which the second is compared with the first. */
  ComparisonTitle(Side base, Side fresh) {
    this.base = base;
    this.fresh = fresh;
  }

  /**
   * As {@code kx1-rsa2048, 64 handshakes in flight for 20 s: commit 12 compared with commit 34}.
   */
  String words() {
    String before = each(base, Run::label);
    String after = each(fresh, Run::label);
    String what = before.equals(after) ? after : "";
    String load = load(base).equals(load(fresh)) ? load(fresh) : "";
    String common =
        Stream.of(what, load).filter(part -> !part.isEmpty()).collect(Collectors.joining(", "));
    String names =
        what.isEmpty() && !after.isEmpty()
            ? "%s compared with %s".formatted(after, before)
            : differing();
    return common.isEmpty() ? names : common + ": " + names;
  }

  private String differing() {
    String before = commits(SideOrigin.of(base.results()));
    String after = commits(SideOrigin.of(fresh.results()));
    return before.equals(after)
        ? "%s compared with %s".formatted(fresh.name(), base.name())
        : "%s compared with %s".formatted(after, before);
  }

  private static String load(Side side) {
    return each(side, run -> RunTitle.load(run.plan()));
  }

  private static String each(Side side, Function<Run, String> what) {
    return some(side.runs().runs().stream().map(LoadRun::run).map(what).distinct().toList());
  }

  /** The machine, if both sides were measured on the same. */
  String machine() {
    List<String> machines =
        Stream.of(base, fresh)
            .flatMap(side -> side.runs().runs().stream())
            .map(run -> machine(run.report().environment()))
            .distinct()
            .toList();
    return machines.size() == 1 ? machines.get(0) : "";
  }

  private static String machine(Environment environment) {
    return Stream.of(
            environment.cpu() == null
                ? null
                : "%s with %d %s"
                    .formatted(
                        environment.cpu(),
                        environment.cores(),
                        environment.cores() == 1 ? "core" : "cores"),
            environment.jdk() == null ? null : "JDK " + environment.jdk())
        .filter(Objects::nonNull)
        .collect(Collectors.joining(" · "));
  }

  /** Both sides as a table. */
  String sides() {
    List<List<String>> lines = new ArrayList<>();
    line(lines, "run", side -> some(names(side)));
    line(lines, "measured", side -> dates(SideOrigin.of(side.results())));
    line(lines, "commit", side -> commits(SideOrigin.of(side.results())).replace("commit ", ""));
    line(lines, "exchange", side -> each(side, run -> run.plan().exchange()));
    line(lines, "plan", ComparisonTitle::load);
    line(lines, "runs", side -> runs(side.runs()));
    line(lines, "validity", side -> String.valueOf(side.results().verdict().state()));
    line(lines, "files", side -> some(SideOrigin.of(side.results()).places()));
    return "<div class=\"sides\">\n"
        + HtmlTable.facts(List.of("", base.name(), fresh.name()), lines)
        + "</div>\n";
  }

  private void line(List<List<String>> lines, String name, Function<Side, String> value) {
    lines.add(List.of(name, value.apply(base), value.apply(fresh)));
  }

  private static List<String> names(Side side) {
    return side.runs().runs().stream().map(run -> run.report().name()).distinct().toList();
  }

  private static String dates(SideOrigin side) {
    if (side.from() == null) {
      return "date unknown";
    }
    String first = RunTitle.day(side.from());
    String last = RunTitle.day(side.to());
    return first.equals(last) ? first : first + ", to " + last;
  }

  /** The commits, of which those with uncommitted changes are marked. */
  private static String commits(SideOrigin side) {
    List<String> commits =
        side.commits().stream().map(each -> each.replace(" + changes", " with changes")).toList();
    return (commits.size() == 1 ? "commit " : "commits ") + some(commits);
  }

  /** How many there are of each exchange, and whether they were measured in rounds. */
  private static String runs(LoadRuns side) {
    Map<String, Long> each =
        side.runs().stream().collect(Collectors.groupingBy(LoadRun::label, Collectors.counting()));
    List<String> counts =
        each.values().stream()
            .distinct()
            .sorted()
            .map(count -> count == 1 ? "1 run" : count + " runs")
            .toList();
    boolean rounds =
        !side.runs().isEmpty() && side.runs().stream().allMatch(run -> run.run().round() != null);
    return String.join(" or ", counts)
        + (each.size() > 1 ? " of each exchange" : "")
        + (rounds ? ", in rounds with the other side" : "");
  }

  private static String some(List<String> all) {
    return SideText.oneLine(few(all));
  }

  private static String few(List<String> all) {
    return all.size() <= MOST
        ? String.join(", ", all)
        : "%s and %d more"
            .formatted(String.join(", ", all.subList(0, MOST - 1)), all.size() - MOST + 1);
  }
}
