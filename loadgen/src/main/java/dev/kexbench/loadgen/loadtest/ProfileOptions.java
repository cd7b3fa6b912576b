package dev.kexbench.loadgen.loadtest;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.OptionHeading;
import dev.kexbench.results.profile.ProfileEvent;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Profile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The option that profiles server and generator. */
@OptionHeading("Report")
final class ProfileOptions {
  @Option(
      names = "--profile",
      split = ",",
      paramLabel = "EVENT",
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description =
          "Profile server and generator over the measured time: cpu, alloc, lock, wall or several,"
              + " as flame graphs next to the report; such a run is compared only with others that"
              + " were profiled (default: no profile).")
  private List<ProfileEvent> events = new ArrayList<>();

  List<ProfileEvent> events() {
    return events.stream().distinct().toList();
  }

  /**
   * Checks that there is one measured time, and one generator in this process.
   *
   * @throws CommandFailure with exit code 2 if there is not
   */
  void check(LoadtestOptions.Mode mode, boolean local) {
    boolean profiles = !events.isEmpty();
    if (profiles && mode != LoadtestOptions.Mode.SINGLE_RUN) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--profile profiles one run: leave out --find-max, --calibrate, --exchanges, --runs and"
              + " what compares variants");
    }
    if (profiles && !local) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--profile profiles the generator of this process: leave out --agents, or profile an"
              + " agent's machine with a run of its own");
    }
  }

  /** The names of the flame graphs of a run, in one line; empty if there are none. */
  static Optional<String> files(LoadReport report) {
    return report.runs().stream()
        .filter(run -> run.profile() != null)
        .map(
            run ->
                run.profile().graphs().stream()
                    .map(Profile.Graph::file)
                    .collect(Collectors.joining(", ")))
        .filter(files -> !files.isEmpty())
        .map(files -> "flame graphs: " + files)
        .findFirst();
  }

  /** What an own server is started with, to be profiled as well. */
  List<String> arguments(Path recording) {
    return events.isEmpty()
        ? List.of()
        : List.of(
            "--profile", ProfileEvent.labels(events()), "--profile-file", recording.toString());
  }
}
