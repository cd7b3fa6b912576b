package dev.kexbench.loadgen;

import dev.kexbench.loadgen.client.Conduct;
import dev.kexbench.loadgen.schedule.RateCurve;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Whether this machine has room for what a plan will open, found out before anything is started. A
 * closed loop holds all of its connections at once, so one that is too wide is refused; an open
 * loop may never reach its limit, and is only told.
 *
 * @param addresses local ones that connections are spread over
 */
record Preflight(LoadPlan plan, int addresses, MachineRoom room) {
  /** Descriptors that a run needs beside its connections: its files, libraries and pipes. */
  private static final int HEADROOM = 100;

  /**
   * Says what will run short.
   *
   * @throws CommandFailure with exit code 2 if the run cannot be valid
   */
  void check(Consumer<String> say) {
    room.descriptors().ifPresent(free -> descriptors(free, say));
    room.ports().ifPresent(each -> ports(each * addresses, say));
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
              "local ports: %,d in flight need as many, and there are %,d; give more"
                  + " --local-ips, widen net.ipv4.ip_local_port_range or lower --concurrency",
              inFlight(), ports);
      report(line, true, say);
    } else if (plan.openLoop()) {
      room.timeWaitSeconds().ifPresent(each -> timeWait(each, ports, say));
    }
  }

  /** What was closed keeps its port for a while, or for as long as the run lasts. */
  private void timeWait(long seconds, long ports, Consumer<String> say) {
    double connections = highestRate() / plan.clients().perConnection();
    double kept = Math.min(seconds, lengthSeconds()) * connections;
    if (kept > ports && plan.clients().close() == Conduct.Close.FIN) {
      say.accept(
          line(
              "local ports: %,.0f new connections per second leave %,.0f ports in TIME_WAIT, and"
                  + " there are %,d; lower --rate, give more --local-ips, close by --close rst, or"
                  + " set net.ipv4.tcp_tw_reuse to 1",
              connections, kept, ports));
    }
  }

  private void report(String line, boolean tooFew, Consumer<String> say) {
    if (tooFew && !plan.openLoop()) {
      throw new CommandFailure(ExitCode.USAGE, line);
    }
    say.accept(line);
  }

  /** At most: what is overdue is given up. */
  private long inFlight() {
    double due = highestRate() * plan.timeout().toNanos() / 1e9;
    return (long) Math.min(plan.concurrency(), Math.ceil(due));
  }

  private double highestRate() {
    return plan.rate().map(RateCurve::highestPerSecond).orElse(Double.MAX_VALUE);
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
