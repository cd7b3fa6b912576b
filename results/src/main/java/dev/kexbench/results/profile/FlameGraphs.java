package dev.kexbench.results.profile;

import dev.kexbench.results.report.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import one.convert.Arguments;
import one.convert.JfrToFlame;

/**
 * Flame graphs of one side's recording, in files next to it: {@code flame-server.html} for the
 * first event, {@code flame-server-alloc.html} for each further one.
 */
public final class FlameGraphs {
  private final String side;
  private final Path recording;
  private final Window window;

  /** The time whose samples count; both ends belong to it. */
  public record Window(Instant from, Instant to) {
    /** All of a recording. */
    public static final Window ALL =
        new Window(Instant.EPOCH, Instant.ofEpochMilli(Long.MAX_VALUE));

    boolean contains(Instant time) {
      return !time.isBefore(from) && !time.isAfter(to);
    }
  }

  /**
   * Graphs of a recording.
   *
   * @param side what the names of the files contain, as {@code server}
   */
  public FlameGraphs(String side, Path recording, Window window) {
    this.side = side;
    this.recording = recording;
    this.window = window;
  }

  /** Writes a graph of each event. */
  public List<Profile.Graph> write(List<ProfileEvent> events) throws IOException {
    RecordingFacts facts = RecordingFacts.of(recording);
    List<Profile.Graph> graphs = new ArrayList<>();
    for (ProfileEvent event : events) {
      String suffix = graphs.isEmpty() ? "" : "-" + event.label();
      Path file = recording.resolveSibling("flame-" + side + suffix + ".html");
      SampleCounts counts = SampleCounts.of(recording, event, window);
      draw(event, facts, new Canvas(file, counts.all()));
      graphs.add(
          new Profile.Graph(
              side,
              event.label(),
              facts.tool(event),
              String.valueOf(file.getFileName()),
              String.valueOf(recording.getFileName()),
              counts.all(),
              counts.top()));
    }
    return List.copyOf(graphs);
  }

  /** Where a graph goes, and how many samples it has. */
  private record Canvas(Path file, long samples) {}

  private void draw(ProfileEvent event, RecordingFacts facts, Canvas canvas) throws IOException {
    Arguments arguments = new Arguments();
    arguments.title =
        String.format(
            Locale.ROOT,
            "%s: %s, %,d samples with %s",
            side,
            event.measures(),
            canvas.samples(),
            facts.tool(event));
    // The Flight Recorder's samples have none of the thread states that these select.
    arguments.cpu = event == ProfileEvent.CPU && facts.asyncProfiler();
    arguments.wall = event == ProfileEvent.WALL;
    arguments.alloc = event == ProfileEvent.ALLOC;
    arguments.lock = event == ProfileEvent.LOCK;
    arguments.total = arguments.alloc || arguments.lock;
    arguments.dot = true;
    arguments.norm = true;
    if (!window.equals(Window.ALL)) {
      arguments.from = window.from().toEpochMilli();
      arguments.to = window.to().toEpochMilli();
    }
    Files.deleteIfExists(canvas.file());
    JfrToFlame.convert(recording.toString(), canvas.file().toString(), arguments);
  }
}
