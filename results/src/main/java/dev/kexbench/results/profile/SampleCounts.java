package dev.kexbench.results.profile;

import dev.kexbench.results.report.Profile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;

/**
 * The samples of an event in a recording.
 *
 * @param all their number
 * @param top the methods with the most samples of their own
 */
record SampleCounts(long all, List<Profile.Method> top) {
  private static final int MOST = 10;

  private static final Map<ProfileEvent, Set<String>> TYPES =
      Map.of(
          ProfileEvent.CPU,
          Set.of("jdk.ExecutionSample"),
          ProfileEvent.ALLOC,
          Set.of(
              "jdk.ObjectAllocationInNewTLAB",
              "jdk.ObjectAllocationOutsideTLAB",
              "jdk.ObjectAllocationSample"),
          ProfileEvent.LOCK,
          Set.of("jdk.JavaMonitorEnter", "jdk.ThreadPark"),
          ProfileEvent.WALL,
          Set.of("profiler.WallClockSample"));

  /** A sample that stands for several of the same stack. */
  private static final String SAMPLES = "samples";

  static SampleCounts of(Path recording, ProfileEvent event, FlameGraphs.Window window)
      throws IOException {
    Map<String, Long> own = new HashMap<>();
    long all = 0;
    try (RecordingFile events = new RecordingFile(recording)) {
      while (events.hasMoreEvents()) {
        RecordedEvent each = events.readEvent();
        if (TYPES.get(event).contains(each.getEventType().getName())
            && window.contains(each.getStartTime())) {
          long samples = each.hasField(SAMPLES) ? each.getLong(SAMPLES) : 1;
          all += samples;
          own.merge(topFrame(each), samples, Long::sum);
        }
      }
    }
    return new SampleCounts(all, top(own, all));
  }

  private static String topFrame(RecordedEvent sample) {
    if (sample.getStackTrace() == null || sample.getStackTrace().getFrames().isEmpty()) {
      return "unknown";
    }
    RecordedFrame frame = sample.getStackTrace().getFrames().get(0);
    RecordedMethod method = frame.getMethod();
    String type = method.getType() == null ? "" : method.getType().getName();
    return plain(type.isEmpty() ? method.getName() : type + "." + method.getName());
  }

  /**
   * Without what differs from run to run: folders and numbers in the names of libraries that were
   * loaded from temporary files, and numbers of hidden classes.
   */
  private static String plain(String name) {
    return name.replaceFirst("^/.*/", "")
        .replace(" (deleted)", "")
        .replaceFirst("^(lib[\\w-]*?)[-_]?\\d{8,}(\\.so)", "$1$2")
        .replaceAll("\\+?0x[0-9a-f]{8,}(\\.\\d+)?", "");
  }

  private static List<Profile.Method> top(Map<String, Long> own, long all) {
    return own.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST)
        .map(each -> new Profile.Method(each.getKey(), (double) each.getValue() / all))
        .toList();
  }
}
