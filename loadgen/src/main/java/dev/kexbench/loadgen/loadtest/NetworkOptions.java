package dev.kexbench.loadgen.loadtest;

import dev.kexbench.loadgen.network.GeneratorNamespace;
import dev.kexbench.loadgen.network.NetworkSupport;
import dev.kexbench.loadgen.plan.NetworkList;
import dev.kexbench.loadgen.plan.NetworkSpec;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.NoEffectWith;
import dev.kexbench.results.command.OptionHeading;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The options that put an emulated network between the generator and its own server. */
@OptionHeading("Network")
final class NetworkOptions {
  @NoEffectWith({"--target", "--agents"})
  @Option(
      names = "--network",
      paramLabel = "SPEC",
      converter = NetworkSpec.Converter.class,
      description =
          "Emulate a network between the generator and its own server, such as"
              + " rtt=50ms,jitter=5ms,loss=1%%,burst=3,rate=10mbit,mtu=1400,fastopen (of which only"
              + " rtt is required), or a preset: lan (rtt=500us), dc (rtt=5500us), mobile"
              + " (rtt=70ms,jitter=10ms,loss=1%%,burst=3,mtu=1358) or satellite"
              + " (rtt=558ms,loss=0.5%%). Values after a preset replace its own. Needs root on"
              + " Linux (default: loopback).")
  private NetworkSpec network;

  @NoEffectWith({"--network", "--target", "--agents"})
  @Option(
      names = "--networks",
      paramLabel = "SPEC,...",
      converter = NetworkList.Converter.class,
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description =
          "Run the plan for each of these networks, and each of --exchanges, in --rounds"
              + " interleaved rounds, and print a table of latencies by distance. Each name and"
              + " each rtt= begins a network: lan,rtt=100ms,loss=1%%; or separate them by"
              + " semicolons: 'lan;mobile,rtt=90ms'.")
  private List<NetworkList> networks = List.of();

  /** The network of a single run. */
  Optional<NetworkSpec> network() {
    return Optional.ofNullable(network);
  }

  /** The networks of several runs; empty if there are not several. */
  List<NetworkSpec> networks() {
    return new NetworkList(networks.stream().flatMap(list -> list.networks().stream()).toList())
        .networks();
  }

  /** The network of a single run, or those of several runs. */
  List<NetworkSpec> chosen() {
    return Stream.concat(network().stream(), networks().stream()).toList();
  }

  /**
   * Checks that this machine can emulate what was chosen. In the generator's namespace, the process
   * outside has checked it.
   *
   * @throws CommandFailure with exit code 2 and a line that states what is missing
   */
  void check() {
    List<NetworkSpec> chosen = chosen();
    if (chosen.isEmpty() || GeneratorNamespace.inside()) {
      return;
    }
    boolean fastOpen = chosen.stream().anyMatch(NetworkSpec::fastOpen);
    NetworkSupport.problem()
        .or(() -> fastOpen ? NetworkSupport.fastOpenProblem() : Optional.empty())
        .ifPresent(
            problem -> {
              String option = network == null ? "--networks" : "--network";
              throw new CommandFailure(ExitCode.USAGE, option + ": " + problem);
            });
  }
}
