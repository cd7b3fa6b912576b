package dev.kexbench.loadgen.command;

import dev.kexbench.results.command.ExitCode;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C and SIGTERM into a request that the main thread follows on its own terms: it ends
 * what it does, writes its report, and only then the process goes.
 */
public final class Interrupt {
  private static final long PATIENCE_SECONDS = 60;

  private final CountDownLatch requested = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);
  private final int exitCode;
  private volatile int mainsCode = ExitCode.FINE;
  private volatile long patienceSeconds = PATIENCE_SECONDS;

  private Interrupt(int exitCode) {
    this.exitCode = exitCode;
  }

  /** Listens from now on; an interrupted process ends with this code, or with a worse one. */
  public static Interrupt install(int exitCode) {
    Interrupt interrupt = new Interrupt(exitCode);
    Runtime.getRuntime().addShutdownHook(new Thread(interrupt::stopping, "interrupt"));
    return interrupt;
  }

  public boolean requested() {
    return requested.getCount() == 0;
  }

  /** Waits for the request, but no longer than this; true if it has come. */
  public boolean await(long nanos) throws InterruptedException {
    return requested.await(nanos, TimeUnit.NANOSECONDS);
  }

  /** Gives the main thread that much longer to end what it does. */
  public void bePatientFor(Duration longer) {
    patienceSeconds = PATIENCE_SECONDS + longer.toSeconds();
  }

  /** Asks for the end from inside. */
  public void request() {
    requested.countDown();
  }

  /** Says that the main thread has nothing left to do, and which exit code it came to. */
  public void done(int code) {
    mainsCode = code;
    done.countDown();
  }

  private void stopping() {
    boolean regularEnd = done.getCount() == 0;
    if (regularEnd) {
      return;
    }
    request();
    try {
      done.await(patienceSeconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // somebody wants this process gone sooner
    }
    Runtime.getRuntime().halt(ExitCode.worst(exitCode, mainsCode));
  }
}
