package dev.kexbench.results.report;

import dev.kexbench.results.command.ExitCode;
import java.time.Instant;
import java.util.List;

/**
 * What a load test leaves behind: {@code report.json}.
 *
 * @param schema always {@link #SCHEMA}
 * @param name of the run, also that of its folder
 * @param startedAt when the run began
 * @param interrupted whether the user interrupted it
 * @param verdict whether the figures are valid
 * @param environment what it ran on
 * @param runs one as a rule; several exchanges or a search make more
 * @param search the curve of a search for the highest rate, or null
 */
public record LoadReport(
    String schema,
    String name,
    Instant startedAt,
    boolean interrupted,
    Verdict verdict,
    Environment environment,
    List<Run> runs,
    Search search) {
  /** The layout that this version writes and reads. */
  public static final String SCHEMA = "kexbench/load-report/1";

  /** Missing runs become none. */
  public LoadReport {
    runs = Copies.list(runs);
  }

  /** The same, as the last run of a search. */
  public LoadReport searched(Search by) {
    return new LoadReport(schema, name, startedAt, interrupted, verdict, environment, runs, by);
  }

  /** The same, with the results of these conditions on each run. */
  public LoadReport checked(List<Condition> conditions) {
    return withRuns(runs.stream().map(run -> run.checked(conditions)).toList());
  }

  /** The same with other runs. */
  public LoadReport withRuns(List<Run> others) {
    return new LoadReport(
        schema, name, startedAt, interrupted, verdict, environment, others, search);
  }

  /** The same, with the profile of its only run. */
  public LoadReport with(Profile profile) {
    return withRuns(runs.stream().map(run -> run.toBuilder().profile(profile).build()).toList());
  }

  /** The same, with what was found on the generator's machine before its runs. */
  public LoadReport withChecks(List<MachineFigures.Check> checks) {
    List<Run> all =
        runs.stream()
            .map(run -> run.toBuilder().machine(MachineFigures.with(checks, run.machine())).build())
            .toList();
    return new LoadReport(schema, name, startedAt, interrupted, verdict, environment, all, search);
  }

  /** The same, with the number of viewers that its page had at most during the run. */
  public LoadReport servedTo(int viewers) {
    return withRuns(runs.stream().map(run -> run.toBuilder().live(viewers).build()).toList());
  }

  /** The same, with what the emulated network did in its only run. */
  public LoadReport with(NetworkFigures network) {
    return withRuns(runs.stream().map(run -> run.toBuilder().network(network).build()).toList());
  }

  /** Whether it holds several exchanges or networks, in one run or more each. */
  public boolean holdsSeveral() {
    return runs.stream().map(run -> nameOf(run, true)).distinct().count() > 1;
  }

  /** Whether its runs have different networks. */
  public boolean holdsNetworks() {
    return differ(runs);
  }

  private static boolean differ(List<Run> runs) {
    return runs.stream().map(run -> String.valueOf(networkOf(run))).distinct().count() > 1;
  }

  /**
   * What runs have in common that differ by their rounds only: exchange, and network if several.
   */
  public String nameOf(Run run) {
    return nameOf(run, holdsNetworks());
  }

  /**
   * The verdict on the runs with this name, of a report that holds several: its reasons are those
   * that begin with the name, without it.
   *
   * @param name as of {@link #nameOf(Run)}
   */
  public Verdict verdictOf(String name) {
    String start = name + ": ";
    return Verdict.of(
        verdict.reasons().stream()
            .filter(reason -> reason.text().startsWith(start))
            .map(
                reason ->
                    new ValidityReason(
                        reason.key(), reason.effect(), reason.text().substring(start.length())))
            .toList());
  }

  private static String networkOf(Run run) {
    return run.plan() == null ? null : run.plan().network();
  }

  private static String nameOf(Run run, boolean networks) {
    String network = networkOf(run);
    return networks && network != null ? run.label() + " over " + network : run.label();
  }

  /** Whether it joins several runs of one plan, as {@link #repeated} does. */
  public boolean holdsRepeats() {
    return runs.size() > 1 && runs.stream().allMatch(run -> run.folder() != null);
  }

  /**
   * Reports of one run of the same plan each as one report. It is as valid as the worst of them;
   * each reason begins with the run's folder.
   *
   * @param parts at least one, each run with its folder
   * @param stopped whether there should have been more
   */
  public static LoadReport repeated(String name, List<LoadReport> parts, boolean stopped) {
    LoadReport first = parts.get(0);
    return new LoadReport(
        SCHEMA,
        name,
        first.startedAt(),
        stopped,
        Verdict.of(
            parts.stream()
                .flatMap(part -> part.verdict().reasons().stream().map(part::inFolder))
                .toList()),
        first.environment(),
        parts.stream().flatMap(part -> part.runs().stream()).toList(),
        null);
  }

  private ValidityReason inFolder(ValidityReason reason) {
    return new ValidityReason(
        reason.key(), reason.effect(), runs.get(0).folder() + ": " + reason.text());
  }

  /**
   * Reports of one run each as one report, each run under its exchange's name, with its network if
   * these differ.
   *
   * @param parts at least one, in the order in which they were made
   * @param stopped whether there should have been more
   */
  public static LoadReport joined(String name, List<LoadReport> parts, boolean stopped) {
    LoadReport first = parts.get(0);
    List<Run> all = parts.stream().flatMap(part -> part.runs().stream()).toList();
    boolean networks = differ(all);
    return new LoadReport(
        SCHEMA,
        name,
        first.startedAt(),
        stopped || parts.stream().anyMatch(LoadReport::interrupted),
        Verdict.of(
            parts.stream()
                .flatMap(
                    part ->
                        part.verdict().reasons().stream().map(each -> part.named(each, networks)))
                .distinct()
                .toList()),
        first.environment(),
        all,
        null);
  }

  /** That its generator was the limit makes a run's rate a lower bound, and no doubt of others'. */
  private ValidityReason named(ValidityReason reason, boolean networks) {
    boolean bounded = reason.key() == ReasonKey.GENERATOR_CPU;
    return new ValidityReason(
        reason.key(),
        bounded ? Validity.SUSPECT : reason.effect(),
        nameOf(runs.get(0), networks) + ": " + reason.text());
  }

  /** The exit code of the command that made this report, by what it found. */
  public int exitCode() {
    return ExitCode.worst(
        interrupted ? ExitCode.INTERRUPTED : ExitCode.FINE,
        search != null && search.ratePerSecond() == null ? ExitCode.WORSE : ExitCode.FINE,
        verdict.state() == Validity.INVALID ? ExitCode.NOT_VALID : ExitCode.FINE,
        thresholds(false) ? ExitCode.MISSING : ExitCode.FINE,
        thresholds(true) ? ExitCode.WORSE : ExitCode.FINE);
  }

  private boolean thresholds(boolean measured) {
    return runs.stream()
        .flatMap(run -> run.thresholds().stream())
        .anyMatch(threshold -> measured ? threshold.met() : threshold.value() == null);
  }
}
