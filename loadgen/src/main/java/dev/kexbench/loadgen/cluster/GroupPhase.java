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
 * One stretch of load by all agents of a run: their seconds, put together by the clock as they
 * come. Lives on the thread of whoever runs it.
 */
public final class GroupPhase {
  private final BlockingQueue<News> news = new LinkedBlockingQueue<>();
  private final List<Share> shares = new ArrayList<>();
  private final List<Interval> late = new ArrayList<>();
  private long nextSecond;

  GroupPhase(List<Agent> agents, Duration timeout) {
    agents.forEach(agent -> shares.add(new Share(agent, new Totals(timeout.toNanos()))));
  }

  /** What an agent tells: an interval, or null for its end. */
  private record News(Share of, Interval interval) {}

  /**
   * A second that all agents have told of, or will not.
   *
   * @param counts of all agents at its end
   * @param parts what was recorded in it
   * @param late what was recorded in seconds before, and has come only now
   */
  public record MergedInterval(Counts counts, List<Interval> parts, List<Interval> late) {}

  /** What one agent has told so far. */
  private final class Share {
    private final Agent agent;
    private final Totals totals;
    private final List<Interval> ahead = new ArrayList<>();
    private Counts shown = Counts.NONE;
    private boolean over;
    private long heardNanos;

    private Share(Agent agent, Totals totals) {
      this.agent = agent;
      this.totals = totals;
    }

    private Agent.Listener listener() {
      return new Agent.Listener() {
        @Override
        public void interval(Interval interval) {
          news.add(new News(Share.this, interval));
        }

        @Override
        public void over() {
          news.add(new News(Share.this, null));
        }
      };
    }

    private void tell(Interval interval) {
      heardNanos = interval.endNanos();
      totals.add(interval);
      if (interval.second() < nextSecond) {
        late.add(interval);
        shown = interval.counts();
      } else {
        ahead.add(interval);
      }
    }

    /** Whether nothing more is to be expected of the next second: an interval begins but one. */
    private boolean isThrough() {
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

  void begin(int index, PhaseSpec spec) {
    Share share = shares.get(index);
    share.agent.begin(spec, share.listener());
  }

  /** Whether all agents are over, and all that they told has been taken. */
  public boolean over() {
    return news.isEmpty()
        && shares.stream().allMatch(each -> each.isOver() && each.ahead.isEmpty());
  }

  /** The next second, once it is whole; empty if it is not by then. */
  public Optional<MergedInterval> next(long waitNanos) throws InterruptedException {
    News first = news.poll(waitNanos, TimeUnit.NANOSECONDS);
    for (News each = first; each != null; each = news.poll()) {
      if (each.interval() == null) {
        each.of().over = true;
      } else {
        each.of().tell(each.interval());
      }
    }
    return shares.stream().allMatch(Share::isThrough) ? joined() : Optional.empty();
  }

  private Optional<MergedInterval> joined() {
    if (shares.stream().allMatch(each -> each.ahead.isEmpty())) {
      return Optional.empty();
    }
    long second = nextSecond++;
    List<Interval> parts = shares.stream().flatMap(each -> each.take(second).stream()).toList();
    List<Interval> lately = List.copyOf(late);
    late.clear();
    Counts counts = shares.stream().map(each -> each.shown).reduce(Counts.NONE, Counts::plus);
    return Optional.of(new MergedInterval(counts, parts, lately));
  }

  /** Ends its seconds before their time. */
  public void stopEarly() {
    Parallel.run(shares.stream().map(each -> each.agent::stopEarly));
  }

  /**
   * How it went.
   *
   * @param shares of each agent
   * @param rest what was recorded in no second that was taken
   */
  public record Conclusion(List<AgentResult> shares, List<Interval> rest) {
    /** All of it together. */
    public Totals together(Duration timeout) {
      Totals all = new Totals(timeout.toNanos());
      shares.forEach(each -> all.add(each.totals()));
      return all;
    }
  }

  /** Drains all agents at once, and adds up what they tell. */
  public Conclusion end(Duration patience) {
    List<Optional<PhaseResult>> endings =
        Parallel.all(shares.stream().map(each -> () -> each.agent.end(patience)));
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
              share.heardNanos / 1e9,
              share.agent.lost()));
    }
    return new Conclusion(reported, rest);
  }

  /** Counts of all agents so far. */
  public Counts counts() {
    return shares.stream().map(each -> each.totals.counts()).reduce(Counts.NONE, Counts::plus);
  }
}
