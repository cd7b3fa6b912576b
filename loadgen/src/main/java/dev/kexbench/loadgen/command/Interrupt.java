package dev.kexbench.loadgen.command;

import dev.kexbench.results.command.ExitCode;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C and SIGTERM into a stop request to the main thread. The main thread stops its work
 * and writes its report; the process exits when it has, or after a time limit in case it hangs.
 * Further requests meanwhile change nothing.
 */
public final class Interrupt {
  /** A drain, a report and its page can take minutes next to busy processes. */
  private static final long PATIENCE_SECONDS = 300;

  private final CountDownLatch requested = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);
  private final int exitCode;
  private volatile int mainsCode = ExitCode.FINE;
  private volatile long patienceSeconds = PATIENCE_SECONDS;

  private Interrupt(int exitCode) {
    this.exitCode = exitCode;
  }

  /** Installs the handler; an interrupted process exits with this code, or with a worse one. */
  public static Interrupt install(int exitCode) {
    Interrupt interrupt = new Interrupt(exitCode);
    Runtime.getRuntime().addShutdownHook(new Thread(interrupt::stopping, "interrupt"));
    return interrupt;
  }

  public boolean requested() {
    return requested.getCount() == 0;
  }

  /** Waits for the request, at most this long; true if it was made. */
  public boolean await(long nanos) throws InterruptedException {
    return requested.await(nanos, TimeUnit.NANOSECONDS);
  }

  /** Gives the main thread this much more time to finish. */
  public void bePatientFor(Duration longer) {
    patienceSeconds = PATIENCE_SECONDS + longer.toSeconds();
  }

  /** Requests the stop from within the process. */
  public void request() {
    requested.countDown();
  }

  /** Reports that the main thread has finished, with this exit code. */
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
      Thread.currentThread().interrupt(); // the process should exit sooner
    }
    Runtime.getRuntime().halt(ExitCode.worst(exitCode, mainsCode));
  }
}
