package dev.kexbench.bench.run;

/**
 * A shutdown hook that stops the forked JVM when a signal ends the process, and runs an action. The
 * JVM then exits with 128 plus the signal number: 130 for Ctrl-C.
 */
public final class Interruption implements AutoCloseable {
  private final Thread hook;
  private volatile boolean interrupted;

  private Interruption(Runnable onInterruption) {
    hook =
        new Thread(
            () -> {
              interrupted = true;
              ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
              onInterruption.run();
            });
  }

  /** Watches from now until closed. */
  public static Interruption watch(Runnable onInterruption) {
    Interruption interruption = new Interruption(onInterruption);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /** Whether the process was interrupted. */
  public boolean interrupted() {
    return interrupted;
  }

  /** Stops watching. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // The JVM is already shutting down, through this hook or before it, so the hook stays.
      interrupted = true;
    }
  }
}
