package dev.kexbench.loadgen.loadtest;

import dev.kexbench.loadgen.command.HostPort;
import dev.kexbench.loadgen.live.LiveRun;
import dev.kexbench.loadgen.run.PartialRun;
import dev.kexbench.loadgen.run.RunProgress;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.OptionHeading;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that serves the page of a run while it lasts. */
@OptionHeading("Report")
final class LiveOption {
  @Option(
      names = "--live",
      arity = "0..1",
      fallbackValue = "127.0.0.1:0",
      paramLabel = "HOST:PORT",
      converter = HostPort.Converter.class,
      description =
          "Serve the report's page during the run, updated every second (without an address: for"
              + " this machine only, on any free port). It costs the generator some CPU time.")
  private HostPort address;

  /**
   * Checks that there is one run to show.
   *
   * @param several the options that ask for several runs
   */
  void check(List<String> several) {
    if (address != null && !several.isEmpty()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--live shows one run in this process: leave it out, or " + several.get(0));
    }
  }

  /** Serves the run if that was asked for, and prints where. */
  Optional<LiveRun> serve(PartialRun empty, Optional<String> freeCores, RunProgress progress) {
    return Optional.ofNullable(address)
        .map(
            at -> {
              LiveRun live = LiveRun.serve(at, empty, freeCores);
              progress.sayAlways("live page: " + live.url() + note(at));
              return live;
            });
  }

  private static String note(HostPort at) {
    return at.loopback() ? "" : " (without a password, for all who can reach this address)";
  }
}
