package dev.kexbench.loadgen.loadtest;

import dev.kexbench.loadgen.network.EmulatedPath;
import dev.kexbench.loadgen.network.GeneratorNamespace;
import dev.kexbench.loadgen.network.NetworkSupport;
import dev.kexbench.loadgen.plan.NetworkList;
import dev.kexbench.loadgen.plan.NetworkSpec;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.OptionHeading;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The options that put an emulated network between the generator and its own server. */
@OptionHeading("Network")
final class NetworkOptions {
  @Option(
      names = "--network",
      paramLabel = "SPEC",
      converter = NetworkSpec.Converter.class,
      description =
          "Emulate a network between the generator and its own server, such as"
              + " rtt=50ms,jitter=5ms,loss=1%%,burst=3,rate=10mbit,mtu=1400 (of which only rtt is"
              + " required), or lan, dc, mobile or satellite, which such values may follow. Needs"
              + " root on Linux (default: loopback).")
  private NetworkSpec network;

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
    return networks.stream().flatMap(list -> list.networks().stream()).distinct().toList();
  }

  /**
   * Checks that generator and server are this run's own, and that this machine can emulate it.
   *
   * @param localIps whether source addresses were chosen
   * @throws CommandFailure with exit code 2 that names the options, or what is missing
   */
  void check(boolean ownServer, boolean local, boolean localIps) {
    if (network == null && networks.isEmpty()) {
      return;
    }
    String option = network == null ? "--networks" : "--network";
    refuse(network != null && !networks.isEmpty(), "--network and --networks: choose one of them");
    refuse(!ownServer, option + " is between the generator and its own server: leave out --target");
    refuse(!local, option + " has one generator, on this machine: leave out --agents");
    refuse(localIps, option + " has its own source addresses: leave out --local-ips");
    if (!GeneratorNamespace.inside()) { // there, the process outside has checked it
      NetworkSupport.problem().ifPresent(problem -> refuse(true, option + ": " + problem));
    }
  }

  private static void refuse(boolean conflict, String why) {
    if (conflict) {
      throw new CommandFailure(ExitCode.USAGE, why);
    }
  }

  /** Makes the network of a single run, in a process that runs in the generator's namespace. */
  Optional<EmulatedPath> start(long seed) {
    return network().map(spec -> EmulatedPath.start(spec, seed));
  }
}
