package dev.kexbench.results.render;

import dev.kexbench.results.report.Cost;
import dev.kexbench.results.report.Latency;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Plan;
import dev.kexbench.results.report.ReasonKey;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.Stage;
import dev.kexbench.results.report.WireFigures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Exchanges side by side: what each costs and what it gives. A figure is the median of an
 * exchange's runs.
 */
public final class ExchangeTable {
  private static final List<String> COSTS =
      List.of(
          "exchange",
          "per core",
          "rate",
          "p50",
          "p99",
          "server CPU",
          "client CPU",
          "client B",
          "server B",
          "round trips");

  private static final String YES = "yes";
  private static final String NO = "-";
  private static final String BOUNDED = "*";
  private static final String UNSTEADY = "~";
  private static final double MICROS = 1e6;

  private final LoadReport report;
  private final Map<String, List<Run>> runs;

  /** The table of a report's exchanges, in their order. */
  public ExchangeTable(LoadReport report) {
    this.report = report;
    this.runs =
        report.runs().stream()
            .collect(Collectors.groupingBy(Run::label, LinkedHashMap::new, Collectors.toList()));
  }

  /** As text, with a line for each mark; every line is ended. */
  public String text() {
    TextTable table = new TextTable(1, head());
    lines().forEach(table::add);
    return table.text() + "\n" + explanation() + "\n";
  }

  /** As Markdown. */
  public String markdown() {
    return MarkdownTable.of(head(), lines()) + "\n" + MarkdownTable.escaped(explanation()) + "\n";
  }

  /** What the cells are: costs first, then what an exchange gives. */
  public List<String> head() {
    List<String> head = new ArrayList<>(COSTS);
    head.addAll(traits());
    return head;
  }

  /** A line for each exchange. */
  public List<List<String>> lines() {
    return runs.keySet().stream().map(this::line).toList();
  }

  /** What the columns and the mark mean. */
  public String explanation() {
    return "per core: 1 s over the server's CPU time of a handshake; rate, p50, p99: as measured with"
        + " "
        + loads()
        + "; client B, server B: sent above TCP or UDP; medians of "
        + rounds()
        + (marked(BOUNDED) ? "; * the generator was the limit: the server could do more" : "")
        + (marked(UNSTEADY)
            ? "; ~ not in steady state, so not comparable with the other rows: warm up longer (-w)"
            : "");
  }

  private boolean marked(String mark) {
    return lines().stream().anyMatch(line -> line.get(2).contains(mark));
  }

  private String loads() {
    return report.runs().stream()
        .map(run -> Headline.load(run.plan()))
        .distinct()
        .collect(Collectors.joining(" or "));
  }

  private String rounds() {
    int most = runs.values().stream().mapToInt(List::size).max().orElse(0);
    return most == 1 ? "one run" : most + " runs in interleaved rounds";
  }

  /** The traits that the plans record, in the order of their first appearance. */
  private List<String> traits() {
    return report.runs().stream().flatMap(run -> traits(run).keySet().stream()).distinct().toList();
  }

  private static Map<String, Boolean> traits(Run run) {
    Map<String, Boolean> traits = new LinkedHashMap<>();
    if (run.plan().others().get(Plan.TRAITS) instanceof Map<?, ?> recorded) {
      recorded.forEach((trait, has) -> traits.put(String.valueOf(trait), Boolean.TRUE.equals(has)));
    }
    return traits;
  }

  private List<String> line(String name) {
    List<Run> of = runs.get(name);
    String marks =
        (isAffected(name, ReasonKey.GENERATOR_CPU) ? BOUNDED : "")
            + (isAffected(name, ReasonKey.STEADY) ? UNSTEADY : "");
    Double cpu = median(of, run -> cost(run, Cost::serverCpuMicrosPerHandshake));
    List<String> line = new ArrayList<>();
    line.add(name);
    line.add(cpu == null ? "" : Numbers.significant(MICROS / cpu));
    line.add(shown(median(of, run -> run.rates().establishedPerSecond())) + marks);
    line.add(duration(median(of, run -> total(run, Latency::p50))));
    line.add(duration(median(of, run -> total(run, Latency::p99))));
    line.add(micros(cpu));
    line.add(micros(median(of, run -> cost(run, Cost::clientCpuMicrosPerHandshake))));
    line.add(shown(median(of, run -> wire(run, WireFigures::clientBytes))));
    line.add(shown(median(of, run -> wire(run, WireFigures::serverBytes))));
    line.add(shown(median(of, run -> wire(run, WireFigures::roundTrips))));
    Map<String, Boolean> given = traits(of.get(0));
    traits().forEach(trait -> line.add(given.getOrDefault(trait, false) ? YES : NO));
    return line;
  }

  /** Whether a run of this exchange has such a reason. */
  private boolean isAffected(String name, ReasonKey key) {
    return report.verdict().reasons().stream()
        .anyMatch(reason -> reason.key() == key && reason.text().startsWith(name + ": "));
  }

  private static Double cost(Run run, Function<Cost, Double> figure) {
    return run.cost() == null ? null : figure.apply(run.cost());
  }

  private static Double total(Run run, Function<Latency, Long> figure) {
    Latency total = run.latency(Stage.TOTAL);
    return total == null ? null : Double.valueOf(figure.apply(total));
  }

  private static Double wire(Run run, Function<WireFigures, Double> figure) {
    return run.wire() == null ? null : figure.apply(run.wire());
  }

  private static Double median(List<Run> of, Function<Run, Double> figure) {
    double[] known =
        of.stream().map(figure).filter(Objects::nonNull).mapToDouble(each -> each).toArray();
    if (known.length == 0) {
      return null;
    }
    Arrays.sort(known);
    int half = known.length / 2;
    return known.length % 2 == 1 ? known[half] : (known[half - 1] + known[half]) / 2;
  }

  private static String shown(Double value) {
    return value == null ? "" : Numbers.whole(Math.round(value));
  }

  private static String duration(Double nanos) {
    return nanos == null ? "" : Numbers.duration(nanos);
  }

  private static String micros(Double micros) {
    return micros == null ? "" : Numbers.duration(micros * 1e3);
  }
}
