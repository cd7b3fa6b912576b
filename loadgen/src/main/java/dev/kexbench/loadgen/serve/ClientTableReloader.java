package dev.kexbench.loadgen.serve;

import dev.kexbench.core.identity.IdentityFileException;
import dev.kexbench.core.identity.ReloadableClientTable;
import dev.kexbench.results.command.CommandFailure;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a server's clients again when they may have changed, on a thread of its own. What is wrong
 * with their source is said once, and the server goes on with the clients that it has.
 */
final class ClientTableReloader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClientTableReloader.class);

  private final ReloadableClientTable clients;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(ClientTableReloader::newThread);
  private String said = "";

  ClientTableReloader(ReloadableClientTable clients) {
    this.clients = clients;
  }

  private static Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "table-watch");
    thread.setDaemon(true);
    return thread;
  }

  /** Looks at the file that often from now on. */
  void start(Duration interval) {
    long nanos = interval.toNanos();
    thread.scheduleWithFixedDelay(this::look, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  private void look() {
    int before = clients.size();
    try {
      if (clients.refresh()) {
        LOG.info("the client table has changed: {} clients, before {}", clients.size(), before);
      }
      said = "";
    } catch (IdentityFileException | CommandFailure e) {
      tell(before, e.getMessage());
    } catch (RuntimeException | Error e) {
      tell(before, e.toString()); // else the timer would end, and nobody would know
    }
  }

  private void tell(int before, String why) {
    if (!said.equals(why)) {
      said = why;
      LOG.warn("going on with the {} clients from before: {}", before, why);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
