package dev.kexbench.results.compare;

import dev.kexbench.results.report.CeilingShare;
import dev.kexbench.results.report.Cost;
import dev.kexbench.results.report.HandshakeKind;
import dev.kexbench.results.report.Latency;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Plan;
import dev.kexbench.results.report.ResumptionFigures;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.Stage;
import dev.kexbench.results.statistics.Sample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Converts a load report to figures. What a run did not measure makes no figure. */
public final class LoadRows {
  private static final Cost UNKNOWN = new Cost(null, null, null);
  private static final String CLIENT_CPU = "clientCpuMicrosPerHandshake";
  static final String SERVER_CPU = "serverCpuMicrosPerHandshake";
  static final String OPERATIONS = "serverCpuInOperations";
  static final String PRIVATE_KEY_SHARE = "privateKeyShare";
  static final String CEILING_SHARE = "ceiling.share";

  /** The figures of a run whose generator was the limit. */
  private static final Set<String> COSTS = Set.of(CLIENT_CPU, SERVER_CPU, OPERATIONS);

  /** The run's label, if the report has several runs. */
  private final Map<String, String> facets;

  /**
   * The direction of latencies and failures: none for a searched rate, whose height the objective
   * decides.
   */
  private final Direction load;

  /** The interleaved round that the run was measured in; null if there is none. */
  private final String round;

  /** The figures for which the run counts; empty for all. */
  private final List<String> confirms;

  /** Whether rate and latencies would be those of the generator. */
  private final boolean onlyCosts;

  private final List<Figure> rows = new ArrayList<>();
  private final OmittedFigures omitted;

  private LoadRows(Map<String, String> facets, Run run, boolean onlyCosts) {
    this.facets = facets;
    this.load = run.plan().objective() == null ? Direction.LOWER_IS_BETTER : Direction.NEUTRAL;
    this.round = run.round();
    this.confirms = run.confirms();
    this.onlyCosts = onlyCosts;
    this.omitted = new OmittedFigures(run);
  }

  /**
   * The figures of a report. Of several exchanges, one whose generator was the limit has costs
   * only, as in their table.
   */
  public static ResultSet of(String source, LoadReport report) {
    String facet = facet(report);
    boolean one = report.runs().stream().map(Run::label).distinct().count() == 1;
    List<Figure> rows = new ArrayList<>();
    Map<FigureKey, String> omitted = new HashMap<>();
    Map<String, String> keys = new LinkedHashMap<>(SettingKeys.of(report.environment()));
    for (Run run : report.runs()) {
      String label = label(run);
      Map<String, String> facets = one ? Map.of() : Map.of(facet, label);
      boolean onlyCosts =
          report.holdsSeveral() && report.verdictOf(report.nameOf(run)).sparesCosts();
      LoadRows read = new LoadRows(facets, run, onlyCosts);
      rows.addAll(read.read(run));
      omitted.putAll(read.omitted.reasons());
      Map<String, String> settings = SettingKeys.of(run.plan(), report.environment());
      if (run.network() != null && run.network().spec() != null) {
        settings.put(Plan.NETWORK, run.network().spec()); // what its name means may change
      }
      settings.forEach((key, value) -> keys.put(one ? key : key + " of " + label, value));
    }
    Setting setting =
        new Setting(source, keys, report.environment().hostClass()).from(Origin.of(source, report));
    return new ResultSet(
        ResultSet.Kind.LOAD, List.of(setting), rows, report.verdict(), List.of(), omitted);
  }

  /** The facet that distinguishes the runs of a report. */
  private static String facet(LoadReport report) {
    boolean byExchange = report.runs().stream().allMatch(LoadRows::hasNameOfExchange);
    return byExchange ? SettingKeys.EXCHANGE : FigureKey.LABEL;
  }

  private static boolean hasNameOfExchange(Run run) {
    return run.label().equals(run.plan().exchange());
  }

  /** What distinguishes a run from others: its label, or the full name of its exchange. */
  static String label(Run run) {
    return hasNameOfExchange(run) ? Plan.fullName(run.label()) : run.label();
  }

  private List<Figure> read(Run run) {
    higher("establishedPerSecond", "/s", run.rates().establishedPerSecond());
    add("failedShare", "share", load, run.counts().errorShare());
    total(run.latency(Stage.TOTAL));
    service(run.latency(Stage.SERVICE));
    kinds(run.resumption());
    Cost cost = run.cost() == null ? UNKNOWN : run.cost();
    lower(CLIENT_CPU, "us", cost.clientCpuMicrosPerHandshake());
    lower(SERVER_CPU, "us", cost.serverCpuMicrosPerHandshake());
    lower(OPERATIONS, "ops", run.serverCpuInOperations());
    higher(PRIVATE_KEY_SHARE, "share", run.privateKeyShare());
    CeilingShare ceiling = run.ceiling();
    higher(CEILING_SHARE, "share", ceiling == null ? null : Double.valueOf(ceiling.share()));
    return rows;
  }

  private void total(Latency total) {
    if (total != null) {
      quantile("total.p50", 0.5, total, total.p50());
      quantile("total.p90", 0.9, total, total.p90());
      quantile("total.p99", 0.99, total, total.p99());
      quantile("total.p999", 0.999, total, total.p999());
      quantile("total.p9999", 0.9999, total, total.p9999());
      // The maximum is a single handshake: worth showing, but not worth a verdict.
      add("total.max", "ns", Direction.NEUTRAL, (double) total.max());
    }
  }

  private void service(Latency service) {
    if (service != null) {
      quantile("service.p50", 0.5, service, service.p50());
      quantile("service.p99", 0.99, service, service.p99());
    }
  }

  private void kinds(ResumptionFigures resumption) {
    if (resumption == null) {
      return;
    }
    for (HandshakeKind kind : HandshakeKind.values()) {
      Latency total = resumption.of(kind).latency().get(Stage.TOTAL.key());
      if (total != null && total.count() > 0) {
        quantile(kind.label() + ".p50", 0.5, total, total.p50());
        quantile(kind.label() + ".p99", 0.99, total, total.p99());
      }
    }
    add("resumedShare", "share", Direction.NEUTRAL, resumption.resumedShare());
  }

  /**
   * Only a few handshakes lie beyond a rare quantile, so it is no more reliable than the maximum.
   */
  private void quantile(String figure, double share, Latency of, double nanos) {
    boolean rare = of.count() * (1 - share) < LatencyShift.FEWEST_BEYOND;
    add(figure, "ns", rare ? Direction.NEUTRAL : load, nanos);
  }

  private void higher(String figure, String unit, Double value) {
    add(figure, unit, Direction.HIGHER_IS_BETTER, value);
  }

  private void lower(String figure, String unit, Double value) {
    add(figure, unit, Direction.LOWER_IS_BETTER, value);
  }

  private void add(String figure, String unit, Direction direction, Double value) {
    boolean counts = confirms.isEmpty() || confirms.contains(figure);
    if (!counts) {
      return;
    }
    FigureKey key = new FigureKey(facets, figure, unit);
    if (onlyCosts && !COSTS.contains(figure)) {
      omitted.addUnusable(key);
    } else if (value == null || !Double.isFinite(value)) {
      omitted.addUnknown(key);
    } else {
      Figure row = new Figure(key, direction, Sample.of(value));
      rows.add(round == null ? row : row.in(round));
    }
  }
}
