package dev.kexbench.loadgen.network;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process whose standard input ties its lifetime to this one: it exits when the stream closes,
 * however that happens. It answers each line with one line. Its errors go where this process's go.
 */
final class HelperProcess implements AutoCloseable {
  private static final long STOP_SECONDS = 10;

  private final Process process;
  private final BufferedWriter in;
  private final BufferedReader out;

  HelperProcess(List<String> command) throws IOException {
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    in = process.outputWriter();
    out = process.inputReader();
  }

  long pid() {
    return process.pid();
  }

  /**
   * Reads the next line.
   *
   * @throws IOException if the process has ended
   */
  String line() throws IOException {
    String line = out.readLine();
    if (line == null) {
      throw new IOException("it has ended");
    }
    return line;
  }

  /**
   * Sends a line and reads the answer.
   *
   * @throws IOException if the process has ended
   */
  String ask(String line) throws IOException {
    in.write(line);
    in.newLine();
    in.flush();
    return line();
  }

  /** Closes its standard input and waits until it has ended; kills it if it does not end. */
  @Override
  public void close() throws IOException {
    try {
      in.close();
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
