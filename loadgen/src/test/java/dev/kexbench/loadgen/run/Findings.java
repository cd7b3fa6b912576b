package dev.kexbench.loadgen.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.loadgen.record.Recording;
import dev.kexbench.loadgen.record.ResourceUsage;
import dev.kexbench.results.machine.Contention;
import dev.kexbench.results.machine.KernelCounts;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.FailureCause;
import dev.kexbench.results.report.Validity;
import dev.kexbench.results.report.Verdict;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;

/** Inputs of a valid open-loop run of 1,000 handshakes, which tests then make invalid. */
final class Findings {
  private static final long STARTED = 1_000;
  private static final long HIGHEST_NANOS = 10_000_000_000L;

  long planned = STARTED;
  long connectionsClosed = STARTED;
  boolean openLoop = true;
  long notReached;
  double heldUpShare;
  boolean ownServer = true;
  OptionalLong confirmed = OptionalLong.empty();
  Optional<LostFlights> lost = Optional.empty();
  long unprepared;
  double totalMillis = 100;
  double lagMillis = 0.1;
  double busySeconds;
  double pausedShare;
  Double stolenShare = 0.0;
  Double throttledShare = 0.0;
  boolean interrupted;
  boolean serverEnded;
  Throwable fault;
  List<String> missing = List.of();
  double ceilingShare = 0.8;
  Contention serverCores;
  Contention generatorCores;

  final Map<String, Counts> hostile = new HashMap<>();
  private long waiting;
  private final Map<FailureCause, Long> failed = new EnumMap<>(FailureCause.class);

  void fail(FailureCause cause, long count) {
    failed.put(cause, count);
  }

  /** Leaves this many of the planned handshakes unstarted. */
  void leaveWaiting(long count) {
    waiting = count;
  }

  /** Counts with one failed handshake of another class. */
  static Counts failing(FailureCause cause) {
    return Counts.builder().planned(1).started(1).failed(Map.of(cause, 1L)).build();
  }

  Verdict verdict() {
    ValidityCheck check = new ValidityCheck(interrupted, missing);
    CountsCheck.of(check, counts(), hostile);
    check.server(serverEnded).ends(Optional.ofNullable(fault).map(Throwable::toString));
    ScheduleCheck.unprepared(check, unprepared);
    check.ceiling(ceilingShare).starvation(serverCores, generatorCores);
    ResourceCheck.of(
        check,
        new ResourceUsage(
            0, 0, pausedShare, stolenShare, throttledShare, KernelCounts.UNKNOWN, null));
    GeneratorLoad.saturation(check, busySeconds);
    if (openLoop) {
      ScheduleCheck.reached(check, counts());
      ScheduleCheck.cap(check, heldUpShare, 11, 10_000);
      GeneratorLoad.openLoopLag(check, histogram(lagMillis), histogram(totalMillis));
    }
    confirmed.ifPresent(count -> ConfirmedCheck.of(check, counts(), count, ownServer, lost));
    return check.verdict();
  }

  /** Asserts that the run has this reason and no other. */
  void assertOnly(String key, Validity state) {
    Verdict verdict = verdict();
    assertEquals(
        List.of(key), verdict.reasons().stream().map(reason -> reason.key().label()).toList());
    assertEquals(state, verdict.reasons().get(0).effect());
    assertEquals(state, verdict.state());
  }

  /** Asserts that there is no reason against the run. */
  void assertValid() {
    Verdict verdict = verdict();
    assertEquals(List.of(), verdict.reasons());
    assertEquals(Validity.VALID, verdict.state());
  }

  private Counts counts() {
    long failures = failed.values().stream().mapToLong(Long::longValue).sum();
    long started = STARTED - waiting - notReached;
    return Counts.builder()
        .planned(planned)
        .started(started)
        .notReached(notReached)
        .waiting(waiting)
        .established(started - failures)
        .failed(failed)
        .connectionsOpened(STARTED)
        .connectionsClosed(connectionsClosed)
        .build();
  }

  private static Histogram histogram(double millis) {
    Histogram histogram = new Histogram(HIGHEST_NANOS, Recording.DIGITS);
    histogram.recordValueWithCount((long) (millis * 1e6), STARTED);
    return histogram;
  }
}
