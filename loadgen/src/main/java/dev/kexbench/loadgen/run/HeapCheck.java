package dev.kexbench.loadgen.run;

import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.record.HeapSpace;
import dev.kexbench.loadgen.record.Recording;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Checks before a run whether the histograms of a plan, or of an agent's part of one, fit the heap.
 * Their number grows with event loops and classes of clients, and their size with the timeout.
 */
public record HeapCheck(LoadPlan plan, HeapSpace heap) {
  /** The share of the heap that histograms may take; connections and crypto need the rest. */
  private static final double MOST = 0.75;

  /**
   * The plan with at most as many event loops as the lasting part of the heap has room for; for a
   * plan whose event loops were not given.
   */
  public LoadPlan fitted() {
    return plan.threadsAtMost((int) Math.max(1, fitting(heap.lasting())));
  }

  /**
   * Prints a warning if garbage collections may disturb the run.
   *
   * @throws CommandFailure with exit code 2 if the plan does not fit, which states what would
   */
  public void check(Consumer<String> say) {
    long needed = recordings() * footprint().bytes(plan.threads());
    if (needed > MOST * heap.all()) {
      throw new CommandFailure(ExitCode.USAGE, line(needed, heap.all()));
    }
    if (needed > MOST * heap.lasting()) {
      say.accept(line(needed, heap.lasting()) + "; garbage collections may disturb the run");
    }
  }

  /**
   * The same for a coordinator, which merges what these agents report.
   *
   * @throws CommandFailure with exit code 2 if the plan does not fit
   */
  public void checkCoordinator(int agents, Consumer<String> say) {
    Recording.Footprint one = footprint();
    long needed = agents * one.agentBytes() + one.sharedBytes();
    String line =
        "heap: histograms of %d agents x %d classes of clients need %s MB of %%s MB; give fewer"
                .formatted(agents, classes(), shown(needed))
            + " agents, each with more event loops, fewer classes in --mix or a shorter --timeout";
    if (needed > MOST * heap.all()) {
      throw new CommandFailure(ExitCode.USAGE, line.formatted(shown(heap.all())));
    }
    if (needed > MOST * heap.lasting()) {
      say.accept(
          line.formatted(shown(heap.lasting())) + "; garbage collections may disturb the run");
    }
  }

  private int classes() {
    return plan.clients().mix().classes().size();
  }

  private static String shown(long bytes) {
    return String.format(Locale.ROOT, "%,d", megabytes(bytes));
  }

  private String line(long needed, long space) {
    long threads = fitting(space);
    return String.format(
        Locale.ROOT,
        "heap: histograms of %d event loops x %d classes of clients need %,d MB of %,d MB; %s",
        plan.threads(),
        classes(),
        megabytes(needed),
        megabytes(space),
        threads > 0
            ? "give -t %d at most, or fewer classes in --mix".formatted(threads)
            : "give fewer classes in --mix or a shorter --timeout");
  }

  /** How many event loops fit. */
  private long fitting(long space) {
    return footprint().loopsIn((long) (MOST * space / recordings()));
  }

  /** The recording of a phase is kept until the next phase is over. */
  private long recordings() {
    return plan.warmup().isZero() && plan.findMax().isEmpty() ? 1 : 2;
  }

  private Recording.Footprint footprint() {
    return Recording.footprint(
        plan.timeout().toNanos(), plan.clients().mix(), plan.clients().returning().isPresent());
  }

  private static long megabytes(long bytes) {
    return Math.round(bytes / 1e6);
  }
}
