package dev.kexbench.results.render.page;

import dev.kexbench.results.machine.Contention;
import dev.kexbench.results.machine.OtherProcess;
import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.render.page.HtmlTable.Cell;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.MachineFigures;
import dev.kexbench.results.report.MachineFigures.Check;
import dev.kexbench.results.report.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the machine did to a run: a collapsed section with what other processes used during it, and
 * with what was checked before it.
 */
final class MachineSection {
  private static final String UNKNOWN = "unknown";

  private final LoadReport report;
  private final MachineFigures machine;
  private final Map<String, Contention> sides = new LinkedHashMap<>();
  private final List<List<String>> lines = new ArrayList<>();

  private MachineSection(LoadReport report, MachineFigures machine) {
    this.report = report;
    this.machine = machine;
    add("server", machine.server());
    add("generator", machine.generator());
  }

  /** A section for each run; none for runs of old reports, of whose machine nothing is known. */
  static String of(LoadReport report) {
    return report.runs().stream()
        .filter(run -> run.machine() != null)
        .map(run -> new MachineSection(report, run.machine()).html(name(report, run)))
        .collect(Collectors.joining());
  }

  private static String name(LoadReport report, Run run) {
    return report.runs().size() == 1 ? "Machine" : "Machine of " + run.label();
  }

  private void add(String side, Contention cores) {
    if (cores != null) {
      sides.put(side, cores);
    }
  }

  private String html(String name) {
    String tables = duringTheRun() + beforeTheRun();
    return tables.isEmpty() ? "" : Html.collapsed(name + advised(), tables);
  }

  /** How often there is advice, which a collapsed section would hide. */
  private String advised() {
    long before = machine.checks().stream().filter(each -> !each.state().equals(Check.OK)).count();
    long during = lines.stream().filter(line -> !line.get(line.size() - 1).isEmpty()).count();
    long all = before + during;
    return all == 0 ? "" : ": " + all + (all == 1 ? " check" : " checks") + " with advice";
  }

  private String duringTheRun() {
    if (sides.isEmpty()) {
      return "";
    }
    line("cores", side -> side.cores() == null ? UNKNOWN : side.cores(), "");
    shares(
        "used by other processes",
        Contention::others,
        "end these processes, or bind the run to free cores (--cores)");
    shares(
        "a thread waited for a core",
        Contention::waited,
        "raise the cgroup's CPU quota, use fewer cores (--cores), or use another host");
    line("any task of the machine waited for a core", side -> share(side.pressure()), "");
    line("other processes that used most", MachineSection::processes, "");
    steal();
    List<String> head = new ArrayList<>(List.of("during the run"));
    head.addAll(sides.keySet());
    head.add("advice");
    return HtmlTable.facts(head, lines);
  }

  private void shares(String what, Function<Contention, Double> share, String advice) {
    boolean tooMuch = sides.values().stream().anyMatch(side -> tooMuch(share.apply(side)));
    line(what, side -> share(share.apply(side)), tooMuch ? advice : "");
  }

  /** Only the generator's share is known; a server on the same host has the same. */
  private void steal() {
    Double steal = report.environment().stealShare();
    boolean sameHost = Boolean.TRUE.equals(report.environment().sameHost());
    List<String> line = new ArrayList<>(List.of("taken by the hypervisor"));
    sides
        .keySet()
        .forEach(side -> line.add(share(sameHost || side.equals("generator") ? steal : null)));
    line.add(tooMuch(steal) ? "use another host" : "");
    lines.add(line);
  }

  private void line(String what, Function<Contention, String> value, String advice) {
    List<String> line = new ArrayList<>(List.of(what));
    sides.values().forEach(side -> line.add(value.apply(side)));
    line.add(advice);
    lines.add(line);
  }

  private static boolean tooMuch(Double share) {
    return share != null && share > Contention.TOLERATED;
  }

  private static String share(Double share) {
    return share == null ? UNKNOWN : Numbers.percent(share);
  }

  private static String processes(Contention side) {
    return side.processes().isEmpty()
        ? "none known"
        : side.processes().stream().map(MachineSection::process).collect(Collectors.joining(", "));
  }

  private static String process(OtherProcess process) {
    return "pid %d %s (%s)"
        .formatted(process.pid(), process.name(), Numbers.percent(process.share()));
  }

  private String beforeTheRun() {
    HtmlTable table = new HtmlTable(List.of("before the run", "state", "found, and advice"));
    machine
        .checks()
        .forEach(
            check ->
                table.add(
                    List.of(
                        Cell.words(check.name()),
                        Cell.words(check.state()),
                        Cell.words(check.text()))));
    return machine.checks().isEmpty() ? "" : table.html();
  }
}
