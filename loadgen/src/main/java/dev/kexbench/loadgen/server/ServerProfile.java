package dev.kexbench.loadgen.server;

import dev.kexbench.results.profile.Profiler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * The profile of a server that was started for one load test: its file and events are fixed at the
 * start, so that a request only says when.
 */
public final class ServerProfile {
  private final Profiler profiler;
  private final Path file;
  private boolean running;

  /**
   * A profile.
   *
   * @param file of the recording
   */
  public ServerProfile(Profiler profiler, Path file) {
    this.profiler = profiler;
    this.file = file;
  }

  /** Starts it, unless it runs. */
  synchronized void start() {
    try {
      if (!running) {
        profiler.start();
        running = true;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops it and writes the file, if it runs. */
  synchronized void stop() {
    try {
      if (running) {
        running = false;
        profiler.stop(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
