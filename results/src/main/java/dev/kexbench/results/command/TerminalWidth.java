package dev.kexbench.results.command;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;

/**
 * The width of the terminal that controls this process, as it is now. {@code stty} reads it at
 * first, and after every change, of which the kernel notifies with SIGWINCH: to run a command every
 * second would disturb what is measured.
 */
public final class TerminalWidth implements IntSupplier {
  private static final File TERMINAL = new File("/dev/tty");

  private final AtomicBoolean changed = new AtomicBoolean(true);
  private final IntSupplier reader;
  private int columns;

  TerminalWidth(IntSupplier reader) {
    this.reader = reader;
  }

  /** The width of this process's terminal. */
  public static TerminalWidth ofThisProcess() {
    TerminalWidth width = new TerminalWidth(TerminalWidth::read);
    width.follow();
    return width;
  }

  /** Columns; 0 if unknown. */
  @Override
  public int getAsInt() {
    if (changed.getAndSet(false)) {
      columns = reader.getAsInt();
    }
    return columns;
  }

  /** The width has changed. */
  void change() {
    changed.set(true);
  }

  /**
   * By reflection, since javac warns of sun.misc.Signal at each use. Without it nothing changes.
   */
  private void follow() {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object handling =
          Proxy.newProxyInstance(
              TerminalWidth.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, values) -> {
                change();
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance("WINCH"), handling);
    } catch (ReflectiveOperationException | RuntimeException unavailable) {
      change();
    }
  }

  private static int read() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(TERMINAL)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return columns(new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
    } catch (IOException unknown) {
      return 0;
    }
  }

  /** The second number of {@code 24 80}; 0 if there is none. */
  static int columns(String size) {
    String text = size.strip();
    return text.matches("\\d{1,4} \\d{1,4}") ? Integer.parseInt(text.split(" ")[1]) : 0;
  }
}
