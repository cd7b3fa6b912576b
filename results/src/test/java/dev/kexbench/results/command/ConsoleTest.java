package dev.kexbench.results.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

class ConsoleTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** A load shape. */
  enum Shape {
    CONSTANT,
    POISSON
  }

  @Command(name = "scripts/sample")
  static final class Sample implements Callable<Integer> {
    @Mixin Help help;
    @Spec CommandSpec spec;

    @Option(names = "--rate", description = "Per second.", defaultValue = "2k")
    Rate rate;

    @Option(names = "--count", description = "How many.", defaultValue = "7")
    Count count;

    @Option(names = "--timeout", description = "How long.", defaultValue = "10s")
    Duration timeout;

    @Option(names = "--margin", description = "How far.", defaultValue = "3%")
    Percent margin;

    @Option(names = "--shape", description = "Which.", defaultValue = "POISSON")
    Shape shape;

    @Option(names = "--fail", description = "How to end.")
    String fail;

    @OnlyWith({"--fail", "--several"})
    @Option(names = "--loudly", description = "With --fail or --several.")
    boolean loudly;

    @OnlyWith("--shape")
    @Option(names = "--neatly", description = "With another --shape.")
    boolean neatly;

    @NoEffectWith("--fail")
    @Option(names = "--softly", description = "Without --fail.")
    boolean softly;

    @OnlyWith("--of-another-command")
    @Option(names = "--freely", description = "Alone here.")
    boolean freely;

    @Option(names = "--several", split = ",", description = "A list.")
    List<String> several = List.of();

    @Override
    public Integer call() {
      if ("known".equals(fail)) {
        throw new CommandFailure(ExitCode.MISSING, "3 rows are missing; run again");
      }
      if ("unknown".equals(fail)) {
        throw new IllegalStateException("broken\ninside");
      }
      spec.commandLine()
          .getOut()
          .println(rate + " " + count + " " + timeout + " " + margin + " " + shape);
      return ExitCode.WORSE;
    }
  }

  @Test
  void readsEveryKindOfOption() {
    int code =
        run("--rate=30/min", "--count=10k", "--timeout=2m", "--margin=5%", "--shape=constant");
    assertEquals("0.5/s 10000 PT2M 5% CONSTANT\n", out.toString());
    assertEquals(ExitCode.WORSE, code);
  }

  @Test
  void suggestsTheOptionThatWasMeant() {
    assertEquals(ExitCode.USAGE, run("--rat=5"));
    assertEquals(
        "Unknown option: '--rat=5'; did you mean --rate? Try 'scripts/sample --help'\n",
        err.toString());
    assertEquals("", out.toString());
  }

  @Command(name = "scripts/needy")
  static final class Needy implements Runnable {
    @Mixin Help help;

    @Option(names = "--file", required = true, description = "A file.")
    String file;

    @Parameters(description = "A name.")
    String name;

    @Override
    public void run() {}
  }

  @Test
  void reportsAnUnknownOptionBeforeAMissingOne() {
    Console console = new Console(new PrintWriter(out), new PrintWriter(err), false);
    assertEquals(ExitCode.USAGE, console.execute(new Needy(), "--fil", "x"));
    assertTrue(
        err.toString().startsWith("Unknown option: '--fil'; did you mean --file?"), err::toString);
    assertEquals(ExitCode.USAGE, console.execute(new Needy()));
    assertTrue(err.toString().contains("Missing required option"), err::toString);
  }

  @Test
  void refusesAnOptionThatHasNoEffectAlone() {
    assertEquals(ExitCode.USAGE, run("--loudly"));
    assertEquals(
        "--loudly has no effect without --fail or --several; try 'scripts/sample --help'\n",
        err.toString());
    assertEquals(ExitCode.WORSE, run("--loudly", "--several", "a"));
    assertEquals(ExitCode.FINE, run("--loudly", "--help"));
  }

  @Test
  void aDefaultIsNotGivenAndAnOptionThatTheCommandLacksIsNotNeeded() {
    assertEquals(ExitCode.USAGE, run("--neatly"));
    assertTrue(err.toString().startsWith("--neatly has no effect without --shape"), err::toString);
    assertEquals(ExitCode.WORSE, run("--neatly", "--shape", "constant"));
    assertEquals(ExitCode.WORSE, run("--freely"));
  }

  @Test
  void refusesAnOptionThatHasNoEffectWithAnother() {
    assertEquals(ExitCode.USAGE, run("--softly", "--fail", "known"));
    assertTrue(err.toString().startsWith("--softly has no effect with --fail; try"), err::toString);
    assertEquals(ExitCode.WORSE, run("--softly"));
  }

  @Test
  void saysWhatAnOptionExpects() {
    assertEquals(ExitCode.USAGE, run("--timeout", "10"));
    assertEquals(
        "Invalid value for option '--timeout':"
            + " '10' is not a duration such as 500us, 20ms, 10s, 2m or 1h;"
            + " try 'scripts/sample --help'\n",
        err.toString());
  }

  @Test
  void namesTheChoicesThereAre() {
    assertEquals(ExitCode.USAGE, run("--shape", "square"));
    assertEquals(
        "Invalid value for option '--shape': expected constant or poisson, was 'square';"
            + " try 'scripts/sample --help'\n",
        err.toString());
  }

  @Test
  void refusesAValueOutOfRangeInOneLine() {
    assertEquals(ExitCode.USAGE, run("--rate", "0"));
    assertEquals(
        "Invalid value for option '--rate': a rate must be more than 0 per second,"
            + " was 0.0; try 'scripts/sample --help'\n",
        err.toString());
  }

  @Test
  void printsAKnownFailureAsItsOneLine() {
    assertEquals(ExitCode.MISSING, run("--fail", "known"));
    assertEquals("3 rows are missing; run again\n", err.toString());
  }

  @Test
  void printsAnUnknownFailureWithoutItsTrace() {
    assertEquals(ExitCode.INTERNAL, run("--fail", "unknown"));
    assertEquals(
        "kexbench: internal error: java.lang.IllegalStateException: broken inside;"
            + " run again with KEXBENCH_DEBUG=1 for the stack trace\n",
        err.toString());
  }

  @Test
  void printsTheTraceWhenAskedTo() {
    new Console(new PrintWriter(out), new PrintWriter(err), true)
        .execute(new Sample(), "--fail", "unknown");
    assertTrue(err.toString().contains("\tat " + Sample.class.getName()), err::toString);
  }

  @Test
  void outputThatCannotBeWrittenIsAnError() {
    assertEquals(ExitCode.USAGE, unwritten(false, "--help"));
    assertEquals(ExitCode.USAGE, unwritten(false));
    String line = "cannot write to standard output, which is closed or full; the output is lost\n";
    assertEquals(line + line, err.toString());
  }

  @Test
  void aPipeWithoutAReaderIsNone() {
    assertEquals(ExitCode.UNREAD, unwritten(true, "--help"));
    assertEquals(ExitCode.WORSE, unwritten(true), "what was found remains");
    assertEquals("", err.toString());
  }

  @Test
  void theHelpIsColouredAsTheOutputIs() {
    Output coloured = new Output(new PrintWriter(out), true, () -> false);
    new Console(coloured, new PrintWriter(err), false).execute(new Sample(), "--help");
    assertTrue(out.toString().contains("\u001b["), out::toString);
    String text = out.toString().replaceAll("\u001b\\[\\d*m", "");
    out.getBuffer().setLength(0);
    run("--help");
    assertEquals(out.toString(), text);
  }

  @Test
  void showsEveryOptionWithItsDefault() {
    assertEquals(ExitCode.FINE, run("--help"));
    String help = out.toString();
    for (String shown : new String[] {"--rate", "2k", "--timeout", "10s", "--margin", "3%"}) {
      assertTrue(help.contains(shown), help);
    }
    assertEquals("", err.toString());
  }

  /** A command whose output nothing takes. */
  private int unwritten(boolean pipe, String... args) {
    Writer full =
        new Writer() {
          @Override
          public void write(char[] text, int from, int length) throws IOException {
            throw new IOException("not written");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Output output = new Output(new PrintWriter(full), false, () -> pipe);
    return new Console(output, new PrintWriter(err), false).execute(new Sample(), args);
  }

  private int run(String... args) {
    return new Console(new PrintWriter(out), new PrintWriter(err), false)
        .execute(new Sample(), args);
  }
}
