package dev.kexbench.loadgen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** ForeignPrograms that are not of this project, started in a folder of a test's. */
final class ForeignPrograms {
  private static final long PATIENCE_SECONDS = Eventually.PATIENCE.toSeconds();

  private ForeignPrograms() {}

  /** Debian puts some where only root's path leads. */
  private static Stream<Path> places(String program) {
    return Stream.of((System.getenv("PATH") + ":/usr/sbin:/sbin").split(":"))
        .map(folder -> Path.of(folder, program));
  }

  static boolean has(String program) {
    return places(program).anyMatch(Files::isExecutable);
  }

  private static ProcessBuilder builder(Path home, List<String> command) {
    String program =
        places(command.get(0)).filter(Files::isExecutable).findFirst().orElseThrow().toString();
    List<String> all = Stream.concat(Stream.of(program), command.stream().skip(1)).toList();
    return new ProcessBuilder(all).directory(home.toFile()).redirectErrorStream(true);
  }

  /** Runs one to its end, which must be a good one; what it said. Its input is empty. */
  static String run(Path home, List<String> command) {
    return run(home, command, 0);
  }

  /** The same where it must fail with 1. */
  static String fail(Path home, List<String> command) {
    return run(home, command, 1);
  }

  private static String run(Path home, List<String> command, int exitCode) {
    Path said = home.resolve("said.txt");
    try {
      Process process =
          builder(home, command)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(said.toFile())
              .start();
      try {
        assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), command + " ends");
      } finally {
        process.destroyForcibly();
      }
      String text = Files.readString(said);
      assertEquals(exitCode, process.exitValue(), command + "\n" + text);
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Starts one whose input stays open. */
  static Running start(Path home, List<String> command) {
    try {
      Path said = Files.createTempFile(home, "program", ".txt");
      return new Running(builder(home, command).redirectOutput(said.toFile()).start(), said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException nobody) {
      return false; // which is the question
    }
  }

  /** One that runs. */
  record Running(Process process, Path said) implements AutoCloseable {
    /** The first group of what it says, once it does. */
    String awaitMatch(String pattern) {
      String[] found = new String[1];
      Eventually.eventually(
          "it says " + pattern,
          () -> {
            Matcher matcher = Pattern.compile(pattern).matcher(text());
            found[0] = matcher.find() ? matcher.group(1) : null;
            return found[0] != null;
          },
          this::text);
      return found[0];
    }

    String text() {
      try {
        return Files.readString(said);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      process.destroy();
      try {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
