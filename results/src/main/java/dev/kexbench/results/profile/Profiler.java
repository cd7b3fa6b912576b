package dev.kexbench.results.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Records samples of this JVM into a file in the format of JFR. One at a time, one recording after
 * the other.
 */
public interface Profiler {
  /**
   * The system property that selects the Flight Recorder with the value {@code jfr}, even where
   * async-profiler could be loaded.
   */
  String TOOL = "kexbench.profiler";

  /**
   * The profiler of this JVM. It has recorded for a moment, so that the next start is quick, and
   * what is not permitted is known.
   *
   * @throws IllegalStateException if nothing here records any of the events
   */
  static Profiler of(List<ProfileEvent> events) {
    if (FlightRecorderProfiler.NAME.equals(System.getProperty(TOOL))) {
      return FlightRecorderProfiler.rehearsed(events, "-D" + TOOL + " asks for it");
    }
    try {
      return AsyncSampler.rehearsed(events);
    } catch (AsyncSampler.Unavailable e) {
      return FlightRecorderProfiler.rehearsed(events, e.getMessage());
    }
  }

  /** The events that it records, of those that were asked for. */
  List<ProfileEvent> events();

  /** What differs from what was asked for, in one line; empty if nothing does. */
  Optional<String> fallback();

  /** Starts to record. */
  void start() throws IOException;

  /** Stops, and writes the recording in place of an earlier file. */
  void stop(Path file) throws IOException;
}
