package dev.kexbench.loadgen.agent;

import dev.kexbench.loadgen.command.CryptoOptions;
import dev.kexbench.loadgen.machine.CoreSplit;
import dev.kexbench.loadgen.plan.LoadOptions;
import dev.kexbench.loadgen.plan.OptionValues;
import dev.kexbench.loadgen.run.PlanRecord;
import dev.kexbench.loadgen.server.ServerOptions;
import dev.kexbench.loadgen.target.TargetOptions;
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

  /**
   * Parses options given as strings by long name.
   *
   * @throws IllegalArgumentException if one is not valid here
   */
  static AgentOptions of(Map<String, String> texts) {
    AgentOptions orders = new AgentOptions();
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    try {
      new Console(nowhere, nowhere, false)
          .commandLine(orders)
          .parseArgs(
              texts.entrySet().stream()
                  .map(each -> OptionValues.DASHES + each.getKey() + "=" + each.getValue())
                  .toArray(String[]::new));
      return orders;
    } catch (CommandLine.ParameterException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  LoadOptions load() {
    return load;
  }

  CryptoOptions crypto() {
    return crypto;
  }

  /** The plan in the form that reports record. */
  PlanRecord record(String title, Map<String, String> texts) {
    return new PlanRecord(title, CoreSplit.of("off", false), crypto, server, targets, texts);
  }
}
