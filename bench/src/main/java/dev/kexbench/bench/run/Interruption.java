package dev.kexbench.bench.run;

/**
 * Detects that a signal is ending the process, stops the forked JVM, and prints what was saved. The
 * JVM then exits with 128 plus the signal number: 130 for Ctrl-C.
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

  /** Whether the process was interrupted. */
  public boolean asked() {
    return asked;
  }

  /** Stops watching. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // The JVM is already shutting down, through this hook or before it, so the hook stays.
      asked = true;
    }
  }
}
