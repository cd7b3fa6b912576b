package dev.kexbench.results.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * One of several servers of a run.
 *
 * @param address as HOST:PORT
 * @param established handshakes of honest clients with it
 * @param failed those that failed, by cause; only causes that occurred
 * @param server what it counted during the run, or null if it was not queried
 */
public record TargetFigures(
    String address,
    long established,
    Map<FailureCause, Long> failed,
    @JsonInclude(JsonInclude.Include.NON_NULL) ServerStats server) {
  /** Missing failures become empty. */
  public TargetFigures {
    failed = Copies.map(failed);
  }
}
