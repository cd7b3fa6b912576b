package dev.kexbench.loadgen.run;

import dev.kexbench.core.exchange.StreamExchange;
import dev.kexbench.loadgen.cluster.AgentGroup;
import dev.kexbench.loadgen.command.CryptoOptions;
import dev.kexbench.loadgen.command.HostPort;
import dev.kexbench.loadgen.command.Interrupt;
import dev.kexbench.loadgen.fixture.PlainTarget;
import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.loadgen.machine.CoreSplit;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.server.RunningServer;
import dev.kexbench.loadgen.server.ServerOptions;
import dev.kexbench.loadgen.target.Target;
import dev.kexbench.loadgen.target.TargetOptions;
import dev.kexbench.results.command.Console;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.report.LoadReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Load tests of a server in this process, by an agent in this process. */
final class LoadtestHere implements AutoCloseable {
  final RunningServer server;
  private final Target target;
  final Interrupt interrupt = Interrupt.install(ExitCode.INTERRUPTED);
  private final StringWriter progress = new StringWriter();
  private final Path folder;

  LoadtestHere(Path folder) {
    this(folder, RunningServer.kx1());
  }

  /** Load tests of this server, which is closed with them. */
  LoadtestHere(Path folder, RunningServer server) {
    this(folder, server, new PlainTarget(new HostPort("127.0.0.1", server.port())));
  }

  /** The same by what this target says of the server. */
  LoadtestHere(Path folder, RunningServer server, Target target) {
    this.target = target;
    this.server = server;
    this.folder = folder;
  }

  /** The options that a plan is recorded from. */
  @Command(name = "options")
  static final class Options implements Callable<Integer> {
    @Mixin private CryptoOptions crypto;
    @Mixin private ServerOptions server;
    @Mixin private TargetOptions targets;

    @Override
    public Integer call() {
      return ExitCode.FINE;
    }
  }

  /** What is done with a load test. */
  interface Procedure {
    LoadReport of(Loadtest test) throws IOException, InterruptedException;
  }

  LoadReport run(LoadPlan plan) throws IOException, InterruptedException {
    return run(plan, TestExchange.KX1, Loadtest::run);
  }

  LoadReport run(LoadPlan plan, StreamExchange exchange, Procedure procedure)
      throws IOException, InterruptedException {
    RunSpec spec = spec(plan, exchange, target);
    RunProgress shown = new RunProgress(new PrintWriter(progress), false, false);
    RunControl control = new RunControl(interrupt, shown, folder);
    try (AgentGroup agents = AgentGroup.of(spec.load().agent("test", spec.assignment(target)))) {
      return procedure.of(new Loadtest(spec, target, agents, control));
    }
  }

  private static RunSpec spec(LoadPlan plan, StreamExchange exchange, Target target) {
    Options options = new Options();
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    String address = target.addresses().get(0).toString();
    new Console(nowhere, nowhere, false).execute(options, "--target", address);
    return new RunSpec(
        "here",
        ClientLoad.fitted(plan, exchange, TestExchange.BACKEND),
        CoreSplit.of("off", false),
        new RunSpec.Options(options.crypto, options.server, options.targets, Map.of()));
  }

  /** The progress that was printed. */
  String progress() {
    return progress.toString();
  }

  @Override
  public void close() {
    interrupt.done(ExitCode.FINE);
    server.close();
  }
}
