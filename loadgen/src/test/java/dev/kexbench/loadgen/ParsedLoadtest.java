package dev.kexbench.loadgen;

import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.results.command.Console;
import dev.kexbench.results.command.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code scripts/loadtest}'s own options, read but not run. */
record ParsedLoadtest(CommandSpec spec) {
  /** Reads them. */
  static ParsedLoadtest of(String... args) {
    CommandLine line = unread();
    line.parseArgs(args);
    return new ParsedLoadtest(line.getCommandSpec());
  }

  /** The command before it has read anything. */
  static CommandLine unread() {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    Interrupt interrupt = Interrupt.install(0);
    interrupt.done(ExitCode.FINE);
    return new Console(nowhere, nowhere, false).commandLine(new LoadtestMain(interrupt));
  }

  /** Its options as texts. */
  Map<String, String> texts() {
    return OptionTexts.of(spec);
  }

  /** What it would do. */
  LoadPlan plan() {
    return ((LoadOptions) spec.mixins().get("load").userObject()).plan();
  }
}
