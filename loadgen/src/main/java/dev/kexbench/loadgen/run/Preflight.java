package dev.kexbench.loadgen.run;

import dev.kexbench.loadgen.client.ConnectionPolicy;
import dev.kexbench.loadgen.machine.SystemLimits;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Checks before a run whether this machine can open what a plan, or its part of one, needs. A
 * closed loop opens all of its connections at once, so one that exceeds the limits is refused. An
 * open loop may never reach its limit, so it only gets a warning.
 *
 * @param emulated whether clients connect through an emulated network: its addresses cannot be
 *     chosen, and its namespaces have the kernel's default settings
 */
public record Preflight(LoadPlan plan, SystemLimits cap, boolean emulated) {
  /** Descriptors that a run needs in addition to its connections: files, libraries and pipes. */
  private static final int HEADROOM = 100;

  private static final String RESET = "close by --close rst";

  private static final String AGAINST_TIME_WAIT =
      "give more --local-ips, " + RESET + ", or set net.ipv4.tcp_tw_reuse to 1";

  /** The checks of a run that uses the machine's own network. */
  public Preflight(LoadPlan plan, SystemLimits cap) {
    this(plan, cap, /* emulated= */ false);
  }

  /**
   * Prints a warning for each resource that may run out.
   *
   * @throws CommandFailure with exit code 2 if the run cannot be valid
   */
  public void check(Consumer<String> say) {
    cap.foreign().ifPresent(Preflight::refuse);
    cap.descriptors().ifPresent(free -> descriptors(free, say));
    cap.ports().ifPresent(each -> ports(each * addresses(), say));
  }

  /**
   * The plan of an open loop whose limit in flight was not given: with no more than this machine
   * has descriptors and fast ports for. The kernel tries the ports of one parity first, from a
   * random one on. Once most of these are taken each connect searches thousands of them, which
   * takes a millisecond: so no more than four fifths of one half of the ports.
   */
  public LoadPlan fitted(Consumer<String> say) {
    long possible =
        Math.min(
            cap.descriptors().orElse(Long.MAX_VALUE) - HEADROOM,
            cap.ports().isPresent()
                ? cap.ports().getAsLong() * 2 / 5 * addresses()
                : Long.MAX_VALUE);
    if (!plan.openLoop() || possible < plan.allLoops() || possible >= plan.concurrency()) {
      return plan;
    }
    say.accept(
        line(
            "at most %,d handshakes in flight, less than rate x timeout: this machine has no more"
                + " descriptors, or fast local ports; raise ulimit -n, %sor give -c",
            possible, emulated ? "" : "give more --local-ips, "));
    return plan.inFlightAtMost((int) possible);
  }

  /** The number of machines that share the plan. */
  private int parts() {
    return plan.loops().part().of();
  }

  private int addresses() {
    return Math.max(1, plan.clients().sources().size());
  }

  private static void refuse(String address) {
    throw new CommandFailure(
        ExitCode.USAGE,
        "--local-ips: %s is no address of this machine; add it to an interface or name others"
            .formatted(address));
  }

  private void descriptors(long free, Consumer<String> say) {
    if (inFlight() + HEADROOM > free) {
      String line =
          line(
              "file descriptors: %,d in flight need %,d, and this process may open %,d more;"
                  + " raise the limit (ulimit -n) or lower --concurrency",
              inFlight(), inFlight() + HEADROOM, free);
      report(line, inFlight() > free, say);
    }
  }

  private void ports(long ports, Consumer<String> say) {
    if (inFlight() > ports) {
      String line =
          line(
              "local ports: %,d in flight need as many, and there are %,d; %slower --concurrency",
              inFlight(),
              ports,
              emulated ? "" : "give more --local-ips, widen net.ipv4.ip_local_port_range or ");
      report(line, true, say);
    } else if (plan.openLoop()) {
      cap.timeWaitSeconds().ifPresent(each -> timeWait(each, ports, say));
    }
  }

  /** A closed connection keeps its port for some time, possibly for the rest of the run. */
  private void timeWait(long seconds, long ports, Consumer<String> say) {
    if (plan.findMax().isPresent()) {
      searched(seconds, ports, say);
      return;
    }
    double connections = highestRate() / plan.clients().perConnection();
    double kept = Math.min(seconds, lengthSeconds()) * connections;
    if (kept > ports && plan.clients().close() == ConnectionPolicy.Close.FIN) {
      say.accept(
          line(
              "local ports: %,.0f new connections per second leave %,.0f ports in TIME_WAIT, and"
                  + " there are %,d; lower --rate%s",
              connections, kept, ports, emulated ? " or " + RESET : ", " + AGAINST_TIME_WAIT));
    }
  }

  /** A search has no fixed rate: print the highest rate that the ports allow. */
  private void searched(long seconds, long ports, Consumer<String> say) {
    if (seconds > 1 && plan.clients().close() == ConnectionPolicy.Close.FIN) {
      say.accept(
          line(
              "local ports: from %,.0f new connections per second on, those in TIME_WAIT take all"
                  + " %,d; %s",
              (double) ports / seconds, ports, emulated ? RESET : AGAINST_TIME_WAIT));
    }
  }

  private void report(String line, boolean tooFew, Consumer<String> say) {
    if (tooFew && !plan.openLoop()) {
      throw new CommandFailure(ExitCode.USAGE, line);
    }
    say.accept(line);
  }

  /** At most: overdue handshakes time out. Half-open clients come on top of the others. */
  private long inFlight() {
    long concurrency = (plan.concurrency() + parts() - 1) / parts();
    if (unbounded()) {
      return concurrency;
    }
    double due = highestRate() * plan.timeout().toNanos() / 1e9;
    double halfOpen = due * plan.clients().mix().share(ClientClass.HALF_OPEN);
    return (long) (Math.min(concurrency, Math.ceil(due - halfOpen)) + Math.ceil(halfOpen));
  }

  /** Whether the load has no fixed rate, so that its rate is known only afterwards. */
  private boolean unbounded() {
    return !plan.openLoop() || plan.findMax().isPresent();
  }

  private double highestRate() {
    return plan.rate().orElseThrow().highestPerSecond() / parts();
  }

  private double lengthSeconds() {
    return plan.count().isPresent()
        ? Double.MAX_VALUE
        : plan.warmup().plus(plan.duration()).toNanos() / 1e9;
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
