package dev.kexbench.results.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/**
 * One of the two streams that a command prints to. Unlike {@link System#out}, its writer reports
 * what could not be written, by {@link PrintWriter#checkError}.
 *
 * @param colours whether verdicts, changes and the help are coloured
 * @param pipe whether it is a pipe: a write fails there only because its reader has ended
 */
record Output(PrintWriter writer, boolean colours, BooleanSupplier pipe) {
  private static final int FILE_TYPE = 0170000;
  private static final int PIPE = 0010000;
  private static final int SOCKET = 0140000;

  /** An output without colours that is no pipe. */
  static Output plain(PrintWriter writer) {
    return new Output(writer, false, () -> false);
  }

  /** This process's standard output, in UTF-8. */
  static Output standard() {
    return of(FileDescriptor.out, Terminal.out(), Path.of("/dev/stdout"));
  }

  /** This process's standard error, in UTF-8. */
  static Output error() {
    return of(FileDescriptor.err, Terminal.err(), Path.of("/dev/stderr"));
  }

  private static Output of(FileDescriptor stream, Terminal terminal, Path device) {
    Writer text = new OutputStreamWriter(new FileOutputStream(stream), StandardCharsets.UTF_8);
    Writer lines = terminal.colours() ? new ColouredLines(text) : text;
    return new Output(new PrintWriter(lines, true), terminal.colours(), () -> isPipe(device));
  }

  private static boolean isPipe(Path device) {
    try {
      int type = (int) Files.getAttribute(device, "unix:mode") & FILE_TYPE;
      return type == PIPE || type == SOCKET;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException unknown) {
      return false;
    }
  }
}
