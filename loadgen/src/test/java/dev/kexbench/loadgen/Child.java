package dev.kexbench.loadgen;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.command.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A main class in a JVM of its own, at home in a folder of the test's. */
final class Child implements AutoCloseable {
  /** A process that lives longer hangs, and is ended. */
  private static final Duration HANGS = Eventually.PATIENCE.multipliedBy(2);

  private static final List<String> JVM =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xmx256m",
          "--enable-native-access=ALL-UNNAMED");

  private final Process process;
  private final Path err;

  private Child(Process process, Path err) {
    this.process = process;
    this.err = err;
    process
        .onExit()
        .orTimeout(HANGS.toSeconds(), TimeUnit.SECONDS)
        .whenComplete((ended, hung) -> process.destroyForcibly());
  }

  /** Starts it; both its streams are read by {@link #firstLine} and {@link #end}. */
  static Child start(Path home, Class<?> main, Object... args) {
    return startBy(List.of(), home, main, args);
  }

  /** The same by another program, which takes the command as its last arguments. */
  static Child startBy(List<String> starter, Path home, Class<?> main, Object... args) {
    List<String> command = new ArrayList<>(starter);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    command.add("-Dkexbench.home=" + home);
    command.add("-Dkexbench.server.jvm=" + String.join(" ", JVM));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    Arrays.stream(args).map(Object::toString).forEach(command::add);
    try {
      Path err = Files.createTempFile(home, "child", ".err");
      return new Child(new ProcessBuilder(command).redirectError(err.toFile()).start(), err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How it ended, and all that it printed. */
  record End(int exitCode, String out, String err) {
    /** Why a load test may be disbelieved through no doing of its own: this machine is busy. */
    private static final Pattern BUSY = Pattern.compile("  (generatorCpu|lag), INVALID: .*");

    /** A load test did what it was asked for, believable or on a machine that had more to do. */
    void assertDone() {
      assertEnded(ExitCode.FINE);
    }

    /** The same where it ends with that code, unless the machine had more to do. */
    void assertEnded(int code) {
      List<String> invalid = out.lines().filter(line -> line.contains(", INVALID: ")).toList();
      boolean busy =
          exitCode == ExitCode.NOT_COMPARABLE
              && !invalid.isEmpty()
              && invalid.stream().allMatch(line -> BUSY.matcher(line).matches());
      assertTrue(exitCode == code || busy, this::toString);
    }

    @Override
    public String toString() {
      return "exit code " + exitCode + "\n" + out + "\n" + err;
    }
  }

  /** Runs it to its end. */
  static End run(Path home, Class<?> main, Object... args) {
    try (Child child = start(home, main, args)) {
      return child.end();
    }
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** The first line of its standard output, once it comes. */
  String firstLine() {
    try {
      BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
      return String.valueOf(out.readLine());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it has printed on standard error so far. */
  String errSoFar() {
    try {
      return Files.readString(err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether it has printed that on standard error so far; fails if it never will. */
  boolean says(String text) {
    boolean runs = process.isAlive();
    boolean said = errSoFar().contains(text);
    assertTrue(said || runs, () -> "it ended without '" + text + "': " + errSoFar());
    return said;
  }

  /** Closes its standard input. */
  void closeInput() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Does as Ctrl-C does; where this process itself was started with that ignored, as background
   * jobs of a shell are, its children ignore it too, and a request to terminate takes its place.
   */
  void interrupt() {
    signal(ignoresInterrupts() ? "TERM" : "INT");
  }

  private static boolean ignoresInterrupts() {
    Path status = Path.of("/proc/self/status");
    try (Stream<String> lines =
        Files.isReadable(status) ? Files.lines(status) : Stream.<String>empty()) {
      return lines
          .filter(line -> line.startsWith("SigIgn:"))
          .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends it a signal, as INT or KILL. */
  void signal(String name) {
    signal(process.toHandle(), name);
  }

  /** Sends a signal to any process. */
  static void signal(ProcessHandle to, String name) {
    try {
      Programs.run("kill", "-" + name, String.valueOf(to.pid()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for its end. */
  End end() {
    try {
      StringBuilder out = new StringBuilder();
      process.inputReader(StandardCharsets.UTF_8).lines().forEach(line -> out.append(line + "\n"));
      process.waitFor();
      return new End(process.exitValue(), out.toString(), errSoFar());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Ends it, and what it has started, by force if need be. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
