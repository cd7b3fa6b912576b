package dev.kexbench.loadgen.live;

import dev.kexbench.loadgen.command.HostPort;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.record.Interval;
import dev.kexbench.loadgen.run.PartialRun;
import dev.kexbench.loadgen.run.RunObserver;
import dev.kexbench.results.render.page.LivePage;
import dev.kexbench.results.render.page.RunPage.Additions;
import dev.kexbench.results.report.LoadReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A load test whose page is served while it runs. While the run lasts, one thread makes the page
 * and its frames, and only for seconds that a viewer waits for.
 */
public final class LiveRun implements RunObserver, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveRun.class);

  /** The most seconds that may be queued for the thread; further ones are not shown. */
  private static final int MOST_WAITING = 60;

  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), LiveRun::daemon);

  private final LiveServer server;

  /** Used by the server's event loop only. */
  private CompletableFuture<String> asked = CompletableFuture.completedFuture("");

  /** Used by the thread only, until {@link #end}; from then on by one thread at a time. */
  private final LivePage page;

  // Used by the thread only, until the end.
  private String phase = "";
  private int planned;

  /** Whether the last page is being made, so that no other is shown. */
  private volatile boolean ending;

  private LiveRun(HostPort address, PartialRun empty, Optional<String> freeCores) {
    page = new LivePage(empty.report(), "preparing");
    thread.execute(() -> LowPriority.ofThisThread(freeCores));
    server = LiveServer.start(address, this::html, freeCores);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "live page");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Serves the page of a run that has not begun.
   *
   * @param freeCores cores that neither server nor generator is bound to, as a list for taskset
   * @throws dev.kexbench.results.command.CommandFailure with exit code 2 if the address cannot be
   *     listened on
   */
  public static LiveRun serve(HostPort address, PartialRun empty, Optional<String> freeCores) {
    return new LiveRun(address, empty, freeCores);
  }

  /** Where the page is. */
  public String url() {
    return "http://" + server.address() + "/";
  }

  /** How many viewers there were at most. */
  public int mostViewers() {
    return server.mostViewers();
  }

  /** All who ask while the page is made get the same one, so that they cannot fill the queue. */
  private CompletableFuture<String> html() {
    if (asked.isDone()) {
      try {
        asked = CompletableFuture.supplyAsync(this::htmlNow, thread);
      } catch (RejectedExecutionException full) {
        return CompletableFuture.failedFuture(full);
      }
    }
    return asked;
  }

  private String htmlNow() {
    synchronized (page) {
      return page.html();
    }
  }

  @Override
  public void begin(String name, LoadPlan plan) {
    int seconds = plan.count().isPresent() ? 0 : (int) Math.min(Integer.MAX_VALUE, seconds(plan));
    int classes = plan.clients().mix().classes().size() - 1;
    attempt(
        () -> {
          phase = name;
          planned = seconds;
          page.begin(seconds, classes);
        });
  }

  private static long seconds(LoadPlan plan) {
    return plan.duration().plusMillis(999).toSeconds();
  }

  @Override
  public void second(List<Interval> parts, Supplier<PartialRun> soFar) {
    Optional<PartialRun> wanted = server.isWatched() ? Optional.of(soFar.get()) : Optional.empty();
    attempt(
        () -> {
          parts.forEach(part -> page.add(part.second(), part.tagged()));
          if (!ending && thread.getQueue().isEmpty()) { // else a later one is shown soon
            wanted.ifPresent(this::show);
          }
        });
  }

  /** The run continues even if its page fails. */
  private void attempt(Runnable work) {
    try {
      thread.execute(work);
    } catch (RejectedExecutionException full) {
      LOG.debug("a second is not shown", full);
    }
  }

  private void show(PartialRun run) {
    String of = planned > 0 ? " of " + planned : "";
    page.show(run.report(), "%s, second %d%s".formatted(phase, run.seconds(), of));
    server.send(page.frame());
  }

  /**
   * Shows the report of the run to all viewers, who need the server no longer then. Nothing is
   * measured any more, so the page is made by the calling thread, which yields to no other.
   */
  public void end(LoadReport report, Additions additions) {
    if (!server.isWatched()) {
      return;
    }
    ending = true;
    try {
      finishQueue();
      server.end(lastFrame(report, additions)).join();
    } catch (RuntimeException e) { // viewers see that the connection ends
      LOG.warn("the live page does not show the end of the run: {}", e.toString());
    }
  }

  /** What the thread has not begun is done here, in order, once it has finished what it has. */
  private void finishQueue() {
    List<Runnable> left = new ArrayList<>();
    thread.getQueue().drainTo(left);
    CompletableFuture.runAsync(() -> {}, thread).join();
    synchronized (page) { // a viewer may ask for the page meanwhile
      left.forEach(Runnable::run);
    }
  }

  private String lastFrame(LoadReport report, Additions additions) {
    synchronized (page) {
      page.end(report, additions);
      return page.frame();
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    server.close();
  }
}
