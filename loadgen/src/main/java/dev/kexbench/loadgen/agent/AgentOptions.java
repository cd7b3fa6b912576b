package dev.kexbench.loadgen.agent;

import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.loadgen.command.CryptoOptions;
import dev.kexbench.loadgen.machine.CoreSplit;
import dev.kexbench.loadgen.plan.LoadOptions;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.plan.OptionValues;
import dev.kexbench.loadgen.run.ClientLoad;
import dev.kexbench.loadgen.run.ExchangeConstraints;
import dev.kexbench.loadgen.run.RunSpec;
import dev.kexbench.loadgen.server.ServerOptions;
import dev.kexbench.loadgen.target.TargetOptions;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.Console;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Unmatched;

/** The load test options that an agent reads; the coordinator handles the others. */
@Command
final class AgentOptions {
  @Mixin private LoadOptions load;
  @Mixin private CryptoOptions crypto;
  @Mixin private ServerOptions server;
  @Mixin private TargetOptions targets;
  @Unmatched private List<String> others;

  private final Map<String, String> texts;

  private AgentOptions(Map<String, String> texts) {
    this.texts = texts;
  }

  /**
   * Parses options given as strings by long name.
   *
   * @throws IllegalArgumentException if one is not valid here
   */
  static AgentOptions of(Map<String, String> texts) {
    AgentOptions options = new AgentOptions(texts);
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    try {
      new Console(nowhere, nowhere, false)
          .commandLine(options)
          .parseArgs(
              texts.entrySet().stream()
                  .map(each -> OptionValues.DASHES + each.getKey() + "=" + each.getValue())
                  .toArray(String[]::new));
      return options;
    } catch (CommandLine.ParameterException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /**
   * The run that these options describe, of which this agent takes one of several parts.
   *
   * @throws CommandFailure if an option has no valid value here
   */
  RunSpec part(String title, int index, int of) {
    Exchange exchange = crypto.exchange();
    CryptoBackend backend = crypto.backend();
    LoadPlan plan = new ExchangeConstraints(exchange).fitted(load.plan()).part(index, of);
    RunSpec.Options options = new RunSpec.Options(crypto, server, targets, texts);
    return new RunSpec(
        title, new ClientLoad(plan, exchange, backend), CoreSplit.of("off", false), options);
  }
}
