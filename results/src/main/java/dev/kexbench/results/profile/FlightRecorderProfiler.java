package dev.kexbench.results.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;

/**
 * The JDK's Flight Recorder. It samples running Java code only and has no wall-clock samples. Only
 * the events of the profile are enabled: others would record the environment, which can contain
 * secrets.
 */
final class FlightRecorderProfiler implements Profiler {
  static final String NAME = "jfr";

  private static final Duration PERIOD = Duration.ofMillis(10);
  private static final String ALLOCATIONS = "500/s";
  private static final Duration WAITED = Duration.ofNanos(10_000);

  private final List<ProfileEvent> events;
  private final String fallback;
  private Recording recording;
  private Path destination;

  private FlightRecorderProfiler(List<ProfileEvent> asked, String why) {
    this.events = asked.stream().filter(event -> event != ProfileEvent.WALL).toList();
    String without = asked.contains(ProfileEvent.WALL) ? ", which has no wall-clock samples" : "";
    this.fallback =
        "profiling with the JDK's Flight Recorder%s; async-profiler is not used: %s"
            .formatted(without, why);
  }

  static FlightRecorderProfiler rehearsed(List<ProfileEvent> asked, String why) {
    FlightRecorderProfiler profiler = new FlightRecorderProfiler(asked, why);
    if (profiler.events.isEmpty()) {
      throw new IllegalStateException(
          "wall needs async-profiler, which is not used here (%s); choose cpu, alloc or lock"
              .formatted(why));
    }
    try {
      profiler.start();
      profiler.recording.close();
      Files.deleteIfExists(profiler.destination);
      return profiler;
    } catch (IOException e) {
      throw new IllegalStateException("the Flight Recorder does not start: " + e.getMessage(), e);
    }
  }

  @Override
  public List<ProfileEvent> events() {
    return events;
  }

  @Override
  public Optional<String> fallback() {
    return Optional.of(fallback);
  }

  /** Sets a destination, to which the recorder itself writes the recording at Ctrl-C. */
  @Override
  public void start() throws IOException {
    destination = Files.createTempFile("kexbench", ".jfr");
    destination.toFile().deleteOnExit(); // a process that ends meanwhile leaves nothing behind
    recording = new Recording();
    recording.setDestination(destination);
    recording.setDumpOnExit(true);
    events.forEach(this::enable);
    recording.start();
  }

  private void enable(ProfileEvent event) {
    switch (event) {
      case CPU -> recording.enable("jdk.ExecutionSample").withPeriod(PERIOD);
      case ALLOC ->
          recording
              .enable("jdk.ObjectAllocationSample")
              .with("throttle", ALLOCATIONS)
              .withStackTrace();
      case LOCK -> recording.enable("jdk.JavaMonitorEnter").withThreshold(WAITED).withStackTrace();
      case WALL -> throw new IllegalStateException("not recorded");
    }
  }

  @Override
  public void stop(Path file) throws IOException {
    try {
      if (recording.getState() == RecordingState.RUNNING) {
        recording.stop();
      }
    } catch (IllegalStateException stoppedMeanwhile) {
      // The recorder has written the file while the JVM is shutting down.
    }
    recording.close();
    Files.move(destination, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
