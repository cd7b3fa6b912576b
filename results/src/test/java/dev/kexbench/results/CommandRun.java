package dev.kexbench.results;

import dev.kexbench.results.command.Console;
import java.io.PrintWriter;
import java.io.StringWriter;

/** How a command ended, and what it printed. */
record CommandRun(int exitCode, String out, String err) {
  static CommandRun of(Object command, Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] words = new String[args.length];
    for (int word = 0; word < args.length; word++) {
      words[word] = args[word].toString();
    }
    int code =
        new Console(new PrintWriter(out), new PrintWriter(err), false).execute(command, words);
    return new CommandRun(code, out.toString(), err.toString());
  }

  String firstLine() {
    return out.lines().findFirst().orElse("");
  }
}
