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
 * Reloads a server's clients when they may have changed, on a dedicated thread. If the source is
 * faulty, the server keeps its previous clients; each problem is logged once.
 */
final class ClientTableReloader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClientTableReloader.class);

  private final ReloadableClientTable clients;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(ClientTableReloader::newThread);
  private String lastWarning = "";

  ClientTableReloader(ReloadableClientTable clients) {
    this.clients = clients;
  }

  private static Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "table-watch");
    thread.setDaemon(true);
    return thread;
  }

  /** Starts to check the source at this interval. */
  void start(Duration interval) {
    long nanos = interval.toNanos();
    thread.scheduleWithFixedDelay(this::reload, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  private void reload() {
    int before = clients.size();
    try {
      if (clients.refresh()) {
        LOG.info("reloaded the client table: {} clients, previously {}", clients.size(), before);
      }
      lastWarning = "";
    } catch (IdentityFileException | CommandFailure e) {
      warn(before, e.getMessage());
    } catch (RuntimeException | Error e) {
      warn(before, e.toString()); // an uncaught exception would silently end the timer
    }
  }

  private void warn(int before, String why) {
    if (!lastWarning.equals(why)) {
      lastWarning = why;
      LOG.warn("keeping the previous {} clients: {}", before, why);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
