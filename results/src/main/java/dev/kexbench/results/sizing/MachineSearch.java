package dev.kexbench.results.sizing;

import dev.kexbench.results.report.Condition;
import dev.kexbench.results.sizing.SizingReport.Answer;
import dev.kexbench.results.sizing.SizingReport.Burst;
import dev.kexbench.results.sizing.SizingReport.Load;
import dev.kexbench.results.sizing.SizingReport.Question;
import dev.kexbench.results.sizing.SizingReport.Range;
import dev.kexbench.results.statistics.ConfidenceInterval;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.HdrHistogram.Histogram;

/**
 * Looks for the smallest number of machines that meets an objective. The rate is divided evenly
 * among them: the handshakes of one machine arrive as a Poisson process of its part.
 */
final class MachineSearch {
  private static final int ARRIVALS = 400_000;

  /** Simulations that must all meet the objective: near capacity one alone may be lucky. */
  private static final int SEEDS = 3;

  private static final int BURST_ARRIVALS = 4_000_000;
  private static final int MOST_MACHINES = 1 << 24;

  /** A rate, as a share of a machine's capacity, at which nothing waits. */
  private static final double IDLE = 1e-3;

  private static final double NANOS = 1e9;
  private static final double BEFORE_SECONDS = 5;

  /** The longest recovery that is simulated, in lengths of the burst. */
  private static final double LONGEST_RECOVERY = 20;

  private static final double WINDOW_NANOS = 1e8;

  private final LatencyModel model;
  private final Question question;
  private final List<Condition> objective;
  private final ClientLatency client;
  private final int cores;
  private final double slowdown;

  /**
   * A search.
   *
   * @param cores of a machine
   * @param slowdown how much longer a core of it takes than one of the measured server
   */
  MachineSearch(
      LatencyModel model,
      Question question,
      List<Condition> objective,
      int cores,
      double slowdown) {
    this.model = model;
    this.question = question;
    this.objective = objective;
    this.client = model.client(question.seed());
    this.cores = cores;
    this.slowdown = slowdown;
  }

  /** The latency that the objective's first condition on a latency bounds, with an idle server. */
  double floorNanos() {
    SimulatedQueue idle = simulated(IDLE * capacityPerSecond(slowdown), slowdown, question.seed());
    return objective.stream()
        .filter(condition -> condition.figure() != Condition.Figure.ERRORS)
        .mapToDouble(condition -> figure(condition, idle))
        .findFirst()
        .orElse(idle.latency().getMean());
  }

  /**
   * The answer; empty if an idle server does not meet the objective.
   *
   * @param extrapolated whether the machine is beyond what was measured
   * @param slowdowns the range of the slowdown that what was measured leaves open
   */
  Optional<Answer> answer(boolean extrapolated, ConfidenceInterval slowdowns) {
    OptionalInt found = machines(slowdown, SEEDS);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    int machines = found.getAsInt();
    return Optional.of(
        new Answer(
            machines * cores,
            machines,
            range(machines, slowdowns),
            cores,
            extrapolated,
            load(machines),
            load(machines + question.spareMachines()),
            question.bursts().factors().stream().map(factor -> burst(machines, factor)).toList()));
  }

  private Range range(int machines, ConfidenceInterval slowdowns) {
    int fewest = Math.min(machines, machines(slowdowns.low(), 1).orElse(machines));
    OptionalInt most = machines(slowdowns.high(), 1);
    return new Range(
        fewest, most.isPresent() ? Integer.valueOf(Math.max(machines, most.getAsInt())) : null);
  }

  /** The fewest machines; empty if an idle server does not meet the objective. */
  private OptionalInt machines(double slower, int seeds) {
    double capacity = capacityPerSecond(slower);
    if (!met(IDLE * capacity, slower, seeds)) {
      return OptionalInt.empty();
    }
    int fewest = (int) Math.max(1, Math.ceil(question.ratePerSecond() / capacity));
    int missed = fewest - 1;
    int enough = fewest;
    while (!met(question.ratePerSecond() / enough, slower, seeds)) {
      missed = enough;
      if (enough > MOST_MACHINES / 2) {
        return OptionalInt.empty();
      }
      enough = Math.max(enough + 1, enough + (enough - fewest) * 2);
    }
    while (enough - missed > 1) {
      int middle = missed + (enough - missed) / 2;
      if (met(question.ratePerSecond() / middle, slower, seeds)) {
        enough = middle;
      } else {
        missed = middle;
      }
    }
    return OptionalInt.of(enough);
  }

  private double capacityPerSecond(double slower) {
    return NANOS * cores / (slower * model.service().meanNanos());
  }

  private SimulatedQueue simulated(double ratePerSecond, double slower, long seed) {
    return model
        .simulation(ratePerSecond, cores, slower, seed)
        .run(ArrivalProcess.poisson(ratePerSecond), ARRIVALS, client);
  }

  private Load load(int machines) {
    SimulatedQueue queue =
        simulated(question.ratePerSecond() / machines, slowdown, question.seed());
    return new Load(
        machines,
        queue.utilisation(),
        queue.part(50),
        queue.part(99),
        queue.part(99.9),
        queue.shedShare(),
        met(queue));
  }

  private boolean met(double ratePerSecond, double slower, int seeds) {
    for (int i = 0; i < seeds; i++) {
      if (!met(simulated(ratePerSecond, slower, question.seed() + i))) {
        return false;
      }
    }
    return true;
  }

  private boolean met(SimulatedQueue queue) {
    return objective.stream().allMatch(condition -> figure(condition, queue) < condition.value());
  }

  private static double figure(Condition condition, SimulatedQueue queue) {
    Histogram latency = queue.latency();
    return switch (condition.figure()) {
      case P50 -> latency.getValueAtPercentile(50);
      case P75 -> latency.getValueAtPercentile(75);
      case P90 -> latency.getValueAtPercentile(90);
      case P95 -> latency.getValueAtPercentile(95);
      case P99 -> latency.getValueAtPercentile(99);
      case P999 -> latency.getValueAtPercentile(99.9);
      case MEAN -> latency.getMean();
      case ERRORS -> queue.shedShare();
      case P9999, MAX, RATE ->
          throw new IllegalArgumentException(condition.expression() + " cannot be predicted");
    };
  }

  /**
   * A burst with all machines: the rate before it, during it, and after it until the mean wait of a
   * tenth of a second is at most the longest of these before it.
   */
  private Burst burst(int machines, double factor) {
    double rate = question.ratePerSecond() / (machines + question.spareMachines());
    double from = BEFORE_SECONDS * NANOS;
    double to = from + question.bursts().seconds() * NANOS;
    double end = to + LONGEST_RECOVERY * question.bursts().seconds() * NANOS;
    ArrivalProcess arrivals =
        ArrivalProcess.poisson(rate).with(new ArrivalProcess.Burst(factor, from, to));
    QueueSimulation simulation = model.simulation(rate, cores, slowdown, question.seed());
    StartTimes starts = simulation.starts(arrivals, client);
    SimulatedQueue during = new SimulatedQueue();
    SimulatedQueue all = new SimulatedQueue();
    Waits waits = new Waits();
    double now = starts.next();
    for (int i = 0; i < BURST_ARRIVALS && now < end; i++) {
      boolean shed = simulation.arrive(now);
      double wait = shed ? model.base().server().discipline().ageNanos() : simulation.waitNanos();
      if (waits.add(now, wait, from, to)) {
        break;
      }
      if (now >= from) {
        simulation.count(starts, shed, all);
      }
      if (now >= from && now < to) {
        simulation.count(starts, shed, during);
      }
      now = starts.next();
    }
    return new Burst(
        factor,
        during.latency().getValueAtPercentile(99),
        waits.overNanos < 0 ? null : Double.valueOf(Math.max(0, waits.overNanos - to) / NANOS),
        all.shedShare());
  }

  /** Mean waits of windows, which tell when a burst is over. */
  private static final class Waits {
    private double windowEnd = WINDOW_NANOS;
    private double sum;
    private int count;
    private double longestBefore;

    /** Until the first calm window after the burst has begun; negative before. */
    private double overNanos = -1;

    /** Adds a handshake; true if the burst is over. */
    boolean add(double now, double wait, double from, double to) {
      if (now >= windowEnd) {
        double mean = count == 0 ? 0 : sum / count;
        if (windowEnd <= from) {
          longestBefore = Math.max(longestBefore, mean);
        } else if (windowEnd - WINDOW_NANOS >= to && mean <= longestBefore) {
          overNanos = windowEnd - WINDOW_NANOS;
          return true;
        }
        windowEnd = WINDOW_NANOS * (Math.floor(now / WINDOW_NANOS) + 1);
        sum = 0;
        count = 0;
      }
      sum += wait;
      count++;
      return false;
    }
  }
}
