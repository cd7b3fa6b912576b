package dev.kexbench.results.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import one.profiler.AsyncProfiler;

/**
 * async-profiler, whose native library is in its jar and is loaded on first use. CPU samples come
 * from the kernel's perf events, or where these are not permitted from a timer of each thread.
 */
final class AsyncSampler implements Profiler {
  private static final List<String> ENGINES = List.of("cpu", "ctimer", "itimer");

  private final AsyncProfiler profiler;
  private final List<ProfileEvent> events;
  private final String engine;
  private Path recording;

  private AsyncSampler(AsyncProfiler profiler, List<ProfileEvent> events, String engine) {
    this.profiler = profiler;
    this.events = List.copyOf(events);
    this.engine = engine;
  }

  /** async-profiler cannot be used here; the message says why. */
  static final class Unavailable extends Exception {
    private static final long serialVersionUID = 1;

    private Unavailable(Throwable cause) {
      super(String.valueOf(cause.getMessage()).lines().findFirst().orElse(""), cause);
    }
  }

  static AsyncSampler rehearsed(List<ProfileEvent> events) throws Unavailable {
    try {
      AsyncProfiler loaded = AsyncProfiler.getInstance();
      return firstThatStarts(loaded, events);
    } catch (LinkageError | IllegalStateException | IOException e) {
      throw new Unavailable(e);
    }
  }

  private static AsyncSampler firstThatStarts(AsyncProfiler loaded, List<ProfileEvent> events)
      throws IOException {
    IllegalStateException last = null;
    for (String engine : events.contains(ProfileEvent.CPU) ? ENGINES : ENGINES.subList(0, 1)) {
      AsyncSampler sampler = new AsyncSampler(loaded, events, engine);
      try {
        sampler.start();
        Path rehearsal = sampler.recording;
        sampler.stop();
        String used = RecordingFacts.of(rehearsal).source();
        Files.delete(rehearsal);
        return new AsyncSampler(loaded, events, ENGINES.contains(used) ? used : ENGINES.get(0));
      } catch (IllegalStateException | IllegalArgumentException e) {
        last = new IllegalStateException(e.getMessage(), e);
      }
    }
    throw last;
  }

  @Override
  public List<ProfileEvent> events() {
    return events;
  }

  @Override
  public Optional<String> fallback() {
    return events.contains(ProfileEvent.CPU) && !engine.equals(ENGINES.get(0))
        ? Optional.of(
            "the kernel does not permit perf events here, so CPU samples come from %s, without the"
                    .formatted(engine)
                + " kernel's own frames")
        : Optional.empty();
  }

  /** Into a temporary file: its name must not contain what the profiler's commands interpret. */
  @Override
  public void start() throws IOException {
    recording = Files.createTempFile("kexbench", ".jfr");
    recording.toFile().deleteOnExit(); // a process that ends meanwhile leaves nothing behind
    if (recording.toString().contains(",")) { // which ends a path in the profiler's commands
      Files.delete(recording);
      throw new IllegalStateException(
          "async-profiler cannot write into the temporary folder %s: its name contains a comma"
              .formatted(recording.getParent()));
    }
    List<String> command = new ArrayList<>(List.of("start", "jfr", "file=" + recording));
    for (ProfileEvent event : events) {
      command.add(
          switch (event) {
            case CPU -> "event=" + engine + ",interval=2ms";
            case ALLOC -> "alloc=512k";
            case LOCK -> "lock=10us";
            case WALL -> "wall=10ms";
          });
    }
    try {
      profiler.execute(String.join(",", command));
    } catch (IllegalArgumentException | IllegalStateException e) {
      Files.deleteIfExists(recording);
      throw e;
    }
  }

  private void stop() throws IOException {
    profiler.execute("stop");
  }

  @Override
  public void stop(Path file) throws IOException {
    stop();
    Files.move(recording, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
