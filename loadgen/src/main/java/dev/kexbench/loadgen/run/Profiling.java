package dev.kexbench.loadgen.run;

import dev.kexbench.loadgen.target.Target;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.profile.FlameGraphs;
import dev.kexbench.results.profile.ProfileEvent;
import dev.kexbench.results.profile.Profiler;
import dev.kexbench.results.report.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Profiles of the generator and of the run's own server over the measured time of one run. Both are
 * recorded for a little longer; only the samples of the measured time are in the flame graphs.
 */
public final class Profiling {
  private static final String SERVER = "server";
  private static final String CLIENT = "client";

  private final List<ProfileEvent> events;
  private final Profiler generator;
  private final Target target;
  private final RunControl control;
  private final List<String> notes = new ArrayList<>();
  private boolean serverRuns;

  /**
   * Loads the profiler and prints what it cannot do here.
   *
   * @param events at least one
   * @throws CommandFailure with exit code 2 if it can record none of them
   */
  public Profiling(List<ProfileEvent> events, Target target, RunControl control) {
    this.events = List.copyOf(events);
    this.target = target;
    this.control = control;
    try {
      this.generator = Profiler.of(events);
    } catch (IllegalStateException e) {
      throw new CommandFailure(ExitCode.USAGE, "--profile: " + e.getMessage(), e);
    }
    generator.fallback().ifPresent(this::note);
    if (!target.own()) {
      note("only the generator is profiled: the server was started by someone else");
    }
  }

  /** The file that a side's samples are written to. */
  public static Path recording(Path folder, String side) {
    return folder.resolve("profile-" + side + ".jfr");
  }

  /** The file that an own server writes its samples to. */
  public static Path ofServer(Path folder) {
    return recording(folder, SERVER);
  }

  private void note(String line) {
    notes.add(line);
    control.progress().sayAlways(line);
  }

  /** The measured time is about to begin. */
  void begin() throws IOException {
    if (target.own()) {
      try {
        target.startProfile();
        serverRuns = true;
      } catch (CommandFailure e) {
        note("the server is not profiled: " + e.getMessage());
      }
    }
    generator.start();
  }

  /** The measured time is over, or was interrupted; handshakes in flight are yet to be drained. */
  void end() throws IOException {
    Files.createDirectories(control.folder());
    generator.stop(recording(control.folder(), CLIENT));
    if (serverRuns) {
      try {
        target.stopProfile();
      } catch (CommandFailure e) {
        serverRuns = false;
        note("the profile of the server is lost: " + e.getMessage());
      }
    }
  }

  /** Draws the flame graphs, and describes them for the report. */
  Profile graphs(Measurement measured) {
    Instant from = measured.startedAt();
    Duration length = Duration.ofNanos((long) (1e9 * measured.seconds()));
    FlameGraphs.Window window = new FlameGraphs.Window(from, from.plus(length));
    List<Profile.Graph> graphs = new ArrayList<>();
    if (serverRuns) {
      graphs.addAll(graphs(SERVER, window));
    }
    graphs.addAll(graphs(CLIENT, window));
    return new Profile(events.stream().map(ProfileEvent::label).toList(), graphs, notes);
  }

  /** The server may record other events than the generator, where its JVM is another one. */
  private List<Profile.Graph> graphs(String side, FlameGraphs.Window window) {
    try {
      return new FlameGraphs(side, recording(control.folder(), side), window)
          .write(generator.events());
    } catch (IOException e) {
      note("no flame graph of the %s: %s".formatted(side, e.getMessage()));
      return List.of();
    }
  }
}
