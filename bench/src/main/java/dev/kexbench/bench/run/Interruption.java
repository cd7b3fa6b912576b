package dev.kexbench.bench.run;

/**
 * Notices that the process is being ended by a signal, stops the forked JVM, and says what is left.
 * The virtual machine then exits with 128 and the signal's number: 130 for Ctrl-C.
 */
public final class Interruption implements AutoCloseable {
  private final Thread hook;
  private volatile boolean asked;

  private Interruption(Runnable lastWords) {
    hook =
        new Thread(
            () -> {
              asked = true;
              ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
              lastWords.run();
            });
  }

  /** Watches from now until closed. */
  public static Interruption watch(Runnable lastWords) {
    Interruption interruption = new Interruption(lastWords);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /** Whether it happened. */
  public boolean asked() {
    return asked;
  }

  /** Watches no more. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // The virtual machine is ending, by this hook or before it: there is nothing to take back.
      asked = true;
    }
  }
}
