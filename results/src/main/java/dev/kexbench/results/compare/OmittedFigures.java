package dev.kexbench.results.compare;

import dev.kexbench.results.report.Run;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The figures that a load test omits, with the reasons that its report states. */
final class OmittedFigures {
  private static final String ONLY_COSTS =
      "the generator was the limit, so only costs are compared";
  private static final String NO_STATISTICS = "the report has no statistics of the server";

  private static final Set<String> OF_CEILING =
      Set.of(LoadRows.CEILING_SHARE, LoadRows.PRIVATE_KEY_SHARE);
  private static final Set<String> OF_SERVER =
      Set.of(
          LoadRows.SERVER_CPU,
          LoadRows.OPERATIONS,
          LoadRows.CEILING_SHARE,
          LoadRows.PRIVATE_KEY_SHARE);

  private final Run run;
  private final Map<FigureKey, String> reasons = new HashMap<>();

  OmittedFigures(Run run) {
    this.run = run;
  }

  /** Adds a figure that would show the generator's limit, not the server's. */
  void addUnusable(FigureKey key) {
    reasons.put(key, ONLY_COSTS);
  }

  /** Adds a figure that was not measured, if the report states why. */
  void addUnknown(FigureKey key) {
    reason(key.figure()).ifPresent(reason -> reasons.put(key, reason));
  }

  private Optional<String> reason(String figure) {
    String ceilingOmitted = run.machine() == null ? null : run.machine().ceilingOmitted();
    if (OF_CEILING.contains(figure) && run.ceiling() == null && ceilingOmitted != null) {
      return Optional.of(ceilingOmitted);
    }
    return OF_SERVER.contains(figure) && run.server() == null
        ? Optional.of(NO_STATISTICS)
        : Optional.empty();
  }

  /** Why each figure is omitted, as the end of a sentence. */
  Map<FigureKey, String> reasons() {
    return reasons;
  }
}
