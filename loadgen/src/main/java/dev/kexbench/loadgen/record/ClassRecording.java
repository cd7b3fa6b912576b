package dev.kexbench.loadgen.record;

import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.FailureCause;
import dev.kexbench.results.report.Stage;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.HdrHistogram.Histogram;

/** All recorders of one class of clients: sums their counts and merges their intervals. */
final class ClassRecording {
  private final List<LoopRecorder> recorders = new ArrayList<>();
  private final long highestNanos;
  private final IntervalRecorder.Spare spare;

  /**
   * Recorders for this class.
   *
   * @param spare for all recorders of the recording
   */
  ClassRecording(
      Extent extent,
      long highestNanos,
      IntervalRecorder.Spare spare,
      Predicate<FailureCause> expected) {
    this.spare = spare;
    this.highestNanos = highestNanos;
    for (int i = 0; i < extent.loops(); i++) {
      recorders.add(new LoopRecorder(highestNanos, expected, extent.targets()));
    }
  }

  /** The number of event loops that record, and of servers. */
  record Extent(int loops, int targets) {}

  LoopRecorder recorder(int loop) {
    return recorders.get(loop);
  }

  Counts counts() {
    return recorders.stream().map(LoopRecorder::counts).reduce(Counts.NONE, Counts::plus);
  }

  long open() {
    return recorders.stream().mapToLong(LoopRecorder::open).sum();
  }

  private WireBytes carried() {
    return recorders.stream().map(LoopRecorder::carried).reduce(WireBytes.NOTHING, WireBytes::plus);
  }

  long heldUp() {
    return recorders.stream().mapToLong(LoopRecorder::heldUpCount).sum();
  }

  /** What has been recorded since the last call. */
  ClassInterval take() {
    Map<Stage, Histogram> stages = new EnumMap<>(Stage.class);
    for (Stage stage : Stage.values()) {
      Histogram merged = empty();
      recorders.forEach(recorder -> recorder.addTo(merged, stage, spare));
      stages.put(stage, merged);
    }
    Map<FailureCause, Histogram> failures = new EnumMap<>(FailureCause.class);
    Histogram ownLag = empty();
    for (LoopRecorder recorder : recorders) {
      recorder.addOwnLagTo(ownLag, spare);
      for (FailureCause cause : recorder.causes()) {
        recorder.addFailuresTo(failures.computeIfAbsent(cause, none -> empty()), cause, spare);
      }
    }
    return new ClassInterval(
        counts(),
        carried(),
        targets(),
        timeInFlight(),
        heldUp(),
        resumption(),
        stages,
        failures,
        ownLag);
  }

  private ResumptionInterval resumption() {
    return recorders.stream()
        .map(recorder -> recorder.resumption().take(spare))
        .reduce(ResumptionInterval.NONE, ResumptionInterval::plus);
  }

  /** Resumed handshakes that were established so far. */
  long resumed() {
    return recorders.stream().mapToLong(recorder -> recorder.resumption().resumed()).sum();
  }

  private TimeInFlight timeInFlight() {
    return recorders.stream()
        .map(LoopRecorder::timeInFlight)
        .reduce(TimeInFlight.NONE, TimeInFlight::plus);
  }

  private List<TargetCounts> targets() {
    return recorders.stream()
        .map(LoopRecorder::targets)
        .reduce(TargetCounts::sum)
        .orElse(List.of());
  }

  private Histogram empty() {
    return new Histogram(highestNanos, Recording.DIGITS);
  }
}
