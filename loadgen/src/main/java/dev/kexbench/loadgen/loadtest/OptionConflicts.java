package dev.kexbench.loadgen.loadtest;

import dev.kexbench.core.exchange.DatagramExchange;
import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.loadgen.command.FolderName;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.plan.NetworkSpec;
import dev.kexbench.loadgen.plan.TransportSplit;
import dev.kexbench.loadgen.run.ExchangeConstraints;
import dev.kexbench.loadgen.transport.SocketTransport;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The conflicts between options of a load test that are valid alone, but not together. */
final class OptionConflicts {
  private final LoadtestOptions options;
  private final Optional<Integer> calibrate;
  private final boolean series;
  private final boolean ownServer;
  private final boolean local;

  OptionConflicts(LoadtestOptions options) {
    this.options = options;
    this.calibrate = options.calibrate();
    this.series = options.isSeries();
    this.ownServer = options.targets().ownServer();
    this.local = options.agents().local();
  }

  /**
   * Checks all of them.
   *
   * @throws CommandFailure with exit code 2 that names the options
   */
  void check() {
    LoadPlan plan = options.plan();
    List<Exchange> named = options.exchanges();
    options.compared().check(rest(plan));
    options.live().check(severalRuns());
    options.networkOptions().check();
    refuse(
        !local && (calibrate.isPresent() || !named.isEmpty()),
        "--agents runs one plan once: leave out --calibrate and --exchanges");
    refuse(
        calibrate.isPresent() && series,
        "--calibrate and %s: choose one of them".formatted(options.seriesOption()));
    refuse(
        calibrate.filter(rounds -> rounds < CalibrationRun.FEWEST).isPresent(),
        "--calibrate must be at least 2, was " + calibrate.orElse(0));
    refuse(
        series && (!ownServer || plan.findMax().isPresent()),
        options.seriesOption() + " starts a server for each: leave out --target, and --find-max");
    refuse(
        series && (Math.max(named.size(), options.networks().size()) < 2 || options.rounds() < 1),
        "%s needs two or more %s, and --rounds must be at least 1"
            .formatted(options.seriesOption(), named.isEmpty() ? "networks" : "exchanges"));
    refuse(
        options.out().filter(each -> each.toString().isEmpty()).isPresent(),
        "--out needs the name of a folder, was empty");
    FolderName.require(options.title(), "--name");
    options.profile().check(options.mode(), local);
    options.agents().requireWork(plan);
    refuse(
        !ownServer && !options.transport().split().same(),
        "--transport: the server of --target has its own; give the generator's alone");
    options
        .tested()
        .forEach(
            each -> {
              new ExchangeConstraints(each).check(plan);
              transports().forEach(split -> options.server().check(each, split.server()));
              requireTcp(each);
            });
    requireFastOpen();
  }

  /** Only generators on epoll can send data with the SYN. */
  private void requireFastOpen() {
    boolean wanted =
        Stream.concat(options.network().stream(), options.networks().stream())
            .anyMatch(NetworkSpec::fastOpen);
    refuse(
        wanted && transports().stream().anyMatch(each -> each.client() != SocketTransport.EPOLL),
        "fastopen needs a generator on epoll: leave out fastopen, or change --transport");
    refuse(
        wanted && options.tested().stream().anyMatch(DatagramExchange.class::isInstance),
        "fastopen is for TCP: leave out fastopen, or the exchanges that run over UDP");
  }

  /** Those of all runs. */
  private List<TransportSplit> transports() {
    List<TransportSplit> compared = options.compared().transports();
    return compared.isEmpty() ? List.of(options.transport().split()) : compared;
  }

  private void requireTcp(Exchange exchange) {
    boolean one = options.compared().transports().isEmpty();
    boolean chosen = options.transport().given().isPresent() || !one;
    refuse(
        chosen && exchange instanceof DatagramExchange,
        "%s is for TCP, and %s runs over UDP; leave it out"
            .formatted(one ? "--transport" : "--transports", exchange.name()));
  }

  private ComparisonOptions.Rest rest(LoadPlan plan) {
    List<String> others = repetitions();
    ComparisonOptions compared = options.compared();
    if (!compared.providers().isEmpty() && options.isOnCommandLine("--provider")) {
      others.add("--provider");
    }
    if (!compared.pools().isEmpty() && options.isOnCommandLine("--pool")) {
      others.add("--pool");
    }
    if (!compared.transports().isEmpty() && options.isOnCommandLine("--transport")) {
      others.add("--transport");
    }
    boolean search = plan.findMax().isPresent();
    return new ComparisonOptions.Rest(others, ownServer, local, search);
  }

  private List<String> severalRuns() {
    List<String> several = new ArrayList<>(options.compared().given());
    several.addAll(repetitions());
    options.network().ifPresent(one -> several.add("--network"));
    return several;
  }

  /** The options that repeat the plan. */
  private List<String> repetitions() {
    List<String> given = new ArrayList<>();
    calibrate.ifPresent(rounds -> given.add("--calibrate"));
    if (series) {
      given.add(options.seriesOption());
    }
    return given;
  }

  private static void refuse(boolean conflict, String why) {
    if (conflict) {
      throw new CommandFailure(ExitCode.USAGE, why);
    }
  }
}
