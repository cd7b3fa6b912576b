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
 * @param interrupted whether it was stopped by hand
 * @param verdict whether the figures are to be believed
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
    runs = OrEmpty.list(runs);
  }

  /** The same, as the last run of a search. */
  public LoadReport searched(Search by) {
    return new LoadReport(schema, name, startedAt, interrupted, verdict, environment, runs, by);
  }

  /** The exit code of the command that made this report, by what it found. */
  public int exitCode() {
    return ExitCode.worst(
        interrupted ? ExitCode.INTERRUPTED : ExitCode.FINE,
        search != null && search.ratePerSecond() == null ? ExitCode.WORSE : ExitCode.FINE,
        verdict.state() == State.INVALID ? ExitCode.NOT_COMPARABLE : ExitCode.FINE,
        thresholds(false) ? ExitCode.MISSING : ExitCode.FINE,
        thresholds(true) ? ExitCode.WORSE : ExitCode.FINE);
  }

  private boolean thresholds(boolean measured) {
    return runs.stream()
        .flatMap(run -> run.thresholds().stream())
        .anyMatch(threshold -> measured ? threshold.met() : threshold.value() == null);
  }
}
