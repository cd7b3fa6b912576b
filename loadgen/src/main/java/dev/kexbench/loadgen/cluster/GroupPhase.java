package dev.kexbench.loadgen.cluster;

import dev.kexbench.loadgen.record.Interval;
import dev.kexbench.loadgen.record.Totals;
import dev.kexbench.results.report.Counts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One phase of load by all agents of a run: merges their intervals second by second as they arrive.
 * Used by one thread.
 */
public final class GroupPhase {
  private final BlockingQueue<Update> updates = new LinkedBlockingQueue<>();
  private final List<Share> shares = new ArrayList<>();
  private final List<Interval> late = new ArrayList<>();
  private final Duration timeout;
  private long nextSecond;

  GroupPhase(List<Agent> agents, Duration timeout) {
    this.timeout = timeout;
    agents.forEach(agent -> shares.add(new Share(agent, new Totals(timeout.toNanos()))));
  }

  /** A report of an agent: an interval, or null for the end of the phase. */
  private record Update(Share of, Interval interval) {}

  /**
   * A second that every agent has reported, or will not report any more.
   *
   * @param counts of all agents together at its end
   * @param parts the intervals of this second
   * @param late intervals of earlier seconds that have arrived only now
   */
  public record MergedInterval(Counts counts, List<Interval> parts, List<Interval> late) {}

  /** What one agent has reported so far. */
  private final class Share {
    private final Agent agent;
    private final Totals totals;
    private final List<Interval> ahead = new ArrayList<>();
    private Counts shown = Counts.NONE;
    private boolean over;
    private long lastHeardNanos;

    private Share(Agent agent, Totals totals) {
      this.agent = agent;
      this.totals = totals;
    }

    private Agent.Listener listener() {
      return new Agent.Listener() {
        @Override
        public void interval(Interval interval) {
          updates.add(new Update(Share.this, interval));
        }

        @Override
        public void over() {
          updates.add(new Update(Share.this, null));
        }
      };
    }

    private void record(Interval interval) {
      lastHeardNanos = interval.endNanos();
      totals.add(interval);
      if (interval.second() < nextSecond) {
        late.add(interval);
        shown = interval.counts();
      } else {
        ahead.add(interval);
      }
    }

    /** Whether the next second is complete: at most one interval begins in each second. */
    private boolean isComplete() {
      return isOver() || !ahead.isEmpty();
    }

    private boolean isOver() {
      return over || agent.lost().isPresent();
    }

    private Optional<Interval> take(long second) {
      if (ahead.isEmpty() || ahead.get(0).second() > second) {
        return Optional.empty();
      }
      Interval taken = ahead.remove(0);
      shown = taken.counts();
      return Optional.of(taken);
    }
  }

  /** Receives the reports of an agent. */
  Agent.Listener listener(int index) {
    return shares.get(index).listener();
  }

  /** Whether all agents are over, and all their intervals have been taken. */
  public boolean over() {
    return updates.isEmpty()
        && shares.stream().allMatch(each -> each.isOver() && each.ahead.isEmpty());
  }

  /** The next second; empty if it is not complete within the wait. */
  public Optional<MergedInterval> next(long waitNanos) throws InterruptedException {
    takeFrom(updates.poll(waitNanos, TimeUnit.NANOSECONDS));
    return shares.stream().allMatch(Share::isComplete) ? merged() : Optional.empty();
  }

  /** Takes an update, or null for none, and all that have come after it. */
  private void takeFrom(Update first) {
    for (Update each = first; each != null; each = updates.poll()) {
      if (each.interval() == null) {
        each.of().over = true;
      } else {
        each.of().record(each.interval());
      }
    }
  }

  private Optional<MergedInterval> merged() {
    if (shares.stream().allMatch(each -> each.ahead.isEmpty())) {
      return Optional.empty();
    }
    long second = nextSecond++;
    List<Interval> parts = shares.stream().flatMap(each -> each.take(second).stream()).toList();
    List<Interval> lateIntervals = List.copyOf(late);
    late.clear();
    Counts counts = shares.stream().map(each -> each.shown).reduce(Counts.NONE, Counts::plus);
    return Optional.of(new MergedInterval(counts, parts, lateIntervals));
  }

  /** Ends the reports of all agents early. */
  public void stopEarly() {
    Parallel.run(shares.stream().map(each -> each.agent::stopEarly));
  }

  /**
   * The results of the phase.
   *
   * @param totals of all agents
   * @param shares the results of each agent
   * @param rest intervals that are in no merged second
   */
  public record Conclusion(Totals totals, List<AgentResult> shares, List<Interval> rest) {}

  /** What all agents have reported so far, as copies. */
  public Conclusion soFar() {
    List<AgentResult> reported = shares.stream().map(this::soFar).toList();
    Totals all = new Totals(timeout.toNanos());
    reported.forEach(each -> all.add(each.totals()));
    return new Conclusion(all, reported, List.of());
  }

  private AgentResult soFar(Share share) {
    Totals copy = new Totals(timeout.toNanos());
    copy.add(share.totals);
    double seconds = share.lastHeardNanos / 1e9;
    return new AgentResult(share.agent.name(), copy, Optional.empty(), seconds, share.agent.lost());
  }

  /** Drains all agents in parallel, and collects their results. */
  public Conclusion end(Duration patience) {
    List<Optional<PhaseResult>> endings =
        Parallel.all(shares.stream().map(each -> () -> each.agent.end(patience)));
    takeFrom(updates.poll());
    List<AgentResult> reported = new ArrayList<>();
    List<Interval> rest = new ArrayList<>(late);
    for (int i = 0; i < shares.size(); i++) {
      Share share = shares.get(i);
      Optional<PhaseResult> ending = endings.get(i);
      rest.addAll(share.ahead);
      ending.map(PhaseResult::rest).ifPresent(rest::add);
      ending.map(PhaseResult::rest).ifPresent(share.totals::add);
      reported.add(
          new AgentResult(
              share.agent.name(),
              share.totals,
              ending,
              share.lastHeardNanos / 1e9,
              share.agent.lost()));
    }
    Totals all = new Totals(timeout.toNanos());
    reported.forEach(each -> all.add(each.totals()));
    return new Conclusion(all, reported, rest);
  }

  /** The counts of all agents so far. */
  public Counts counts() {
    return shares.stream().map(each -> each.totals.counts()).reduce(Counts.NONE, Counts::plus);
  }
}
