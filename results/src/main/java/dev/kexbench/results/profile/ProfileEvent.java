package dev.kexbench.results.profile;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a profile samples. */
public enum ProfileEvent {
  /** Threads that run, every 2 ms of CPU time. */
  CPU("CPU time"),
  /** Allocations, one for every 512 KiB. */
  ALLOC("allocated bytes"),
  /** Threads that waited for a lock that another thread held, for 10 µs or more. */
  LOCK("time waiting for locks"),
  /** All threads, running or not, every 10 ms. */
  WALL("wall-clock time");

  private final String measures;

  ProfileEvent(String measures) {
    this.measures = measures;
  }

  /** The name on the command line and in reports. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What the width of a frame stands for. */
  public String measures() {
    return measures;
  }

  /** As on the command line: {@code cpu,alloc}. */
  public static String labels(List<ProfileEvent> events) {
    return events.stream().map(ProfileEvent::label).collect(Collectors.joining(","));
  }

  @Override
  public String toString() {
    return label();
  }
}
