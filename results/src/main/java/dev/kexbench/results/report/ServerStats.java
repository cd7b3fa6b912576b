package dev.kexbench.results.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kexbench.results.machine.CoreCounters;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * A server's response to {@code GET /stats}, or the difference between two.
 *
 * @param uptimeNanos since the server's start
 * @param cpuNanos of the whole process
 * @param statsCpuNanos the part of it that went into answering requests such as this one; null from
 *     an older server
 * @param exchange the catalogue's name
 * @param provider the crypto backend in use
 * @param counts since the start
 * @param listeningSockets one for each event loop, or 1; null from an older server
 * @param queue in front of the crypto threads, now
 * @param stages histograms in nanoseconds since the start, as {@link HistogramText}, by name
 * @param ceiling the private-key rate, or null if it was not measured or does not apply
 * @param footprint of the process, now; null from an older server
 * @param replayWindow the tags that it remembers; null without admission and from an older server
 * @param tickets those that it has issued and refused; null if it issues none, and from an older
 *     server
 * @param machine counters of its cores and threads since their start; null from an older server,
 *     and in a difference or a sum
 */
public record ServerStats(
    long uptimeNanos,
    long cpuNanos,
    @JsonInclude(JsonInclude.Include.NON_NULL) Long statsCpuNanos,
    String exchange,
    String provider,
    ServerCounts counts,
    @JsonInclude(JsonInclude.Include.NON_NULL) Integer listeningSockets,
    Queue queue,
    Map<String, String> stages,
    Ceiling ceiling,
    Footprint footprint,
    @JsonInclude(JsonInclude.Include.NON_NULL) ReplayWindow replayWindow,
    @JsonInclude(JsonInclude.Include.NON_NULL) TicketFigures tickets,
    @JsonInclude(JsonInclude.Include.NON_NULL) CoreCounters machine) {
  private static final String PRIVATE_KEY = "privateKey";

  /** Missing counts are 0, missing stages are empty. */
  public ServerStats {
    counts = counts == null ? ServerCounts.NONE : counts;
    stages = Copies.map(stages);
  }

  /** The number of tasks that wait for a crypto thread, and its limit. */
  public record Queue(long depth, long limit) {}

  /**
   * The memory, threads and descriptors of a process.
   *
   * @param heapBytes in use, including garbage
   * @param descriptors open ones, or null if the platform does not provide the number
   */
  public record Footprint(long heapBytes, long threads, Long descriptors) {
    private Footprint plus(Footprint other) {
      return new Footprint(
          heapBytes + other.heapBytes,
          threads + other.threads,
          descriptors == null || other.descriptors == null
              ? null
              : Long.valueOf(descriptors + other.descriptors));
    }
  }

  /** Private-key operations per second of one core, which operation, and the number of cores. */
  public record Ceiling(double operationsPerSecondPerCore, String operation, double cores) {
    private Ceiling plus(Ceiling other) {
      double all = cores + other.cores;
      return new Ceiling(
          (operationsPerSecondPerCore * cores + other.operationsPerSecondPerCore * other.cores)
              / all,
          operation,
          all);
    }
  }

  /**
   * The admission tags that a server remembers against replays.
   *
   * @param tags remembered now
   * @param capacity the most that it can remember
   * @param earlyRotations how often one of its stripes was full, and forgot tags that may not have
   *     expired
   */
  public record ReplayWindow(long tags, long capacity, long earlyRotations) {
    ReplayWindow plus(ReplayWindow other) {
      return new ReplayWindow(
          tags + other.tags, capacity + other.capacity, earlyRotations + other.earlyRotations);
    }

    ReplayWindow minus(ReplayWindow earlier) {
      return earlier == null
          ? this
          : new ReplayWindow(tags, capacity, earlyRotations - earlier.earlyRotations);
    }
  }

  /** CPU time of the process without that for answering statistics requests. */
  public long cpuNanosOfLoad() {
    return cpuNanos - statsNanos();
  }

  /** Private-key operations that were timed; 0 if the exchange has none. */
  public long privateKeyOperations() {
    String histogram = stages.get(PRIVATE_KEY);
    return histogram == null ? 0 : HistogramText.decode(histogram).getTotalCount();
  }

  private long statsNanos() {
    return statsCpuNanos == null ? 0 : statsCpuNanos;
  }

  /** Parses a server's response; anything else ends with exit code 2. */
  public static ServerStats parse(String json) {
    return Json.serverStats(json);
  }

  /**
   * The difference since an earlier response. Counters and histograms are subtracted; open
   * connections, remembered tags, queue, ceiling and footprint are those of this response. A server
   * that restarted in between has counted from zero, so its response is returned unchanged.
   */
  public ServerStats minus(ServerStats earlier) {
    if (earlier.uptimeNanos > uptimeNanos) {
      return this;
    }
    return builder(exchange, provider)
        .uptimeNanos(uptimeNanos - earlier.uptimeNanos)
        .cpuNanos(cpuNanos - earlier.cpuNanos)
        .statsCpuNanos(
            statsCpuNanos == null ? null : Long.valueOf(statsCpuNanos - earlier.statsNanos()))
        .counts(counts.minus(earlier.counts))
        .listeningSockets(listeningSockets)
        .queue(queue)
        .stages(stagesSince(earlier))
        .ceiling(ceiling)
        .footprint(footprint)
        .replayWindow(replayWindow == null ? null : replayWindow.minus(earlier.replayWindow))
        .tickets(tickets == null ? null : tickets.minus(earlier.tickets))
        .build();
  }

  /**
   * The sum with another server's response; the ceiling is the average rate per core, with the
   * total number of cores.
   */
  public ServerStats plus(ServerStats other) {
    Map<String, String> both = new LinkedHashMap<>(stages);
    other.stages.forEach((name, histogram) -> both.merge(name, histogram, ServerStats::sum));
    return builder(exchange, provider)
        .uptimeNanos(uptimeNanos + other.uptimeNanos)
        .cpuNanos(cpuNanos + other.cpuNanos)
        .statsCpuNanos(
            statsCpuNanos == null && other.statsCpuNanos == null
                ? null
                : Long.valueOf(statsNanos() + other.statsNanos()))
        .counts(counts.plus(other.counts))
        .listeningSockets(
            listeningSockets == null || other.listeningSockets == null
                ? null
                : Integer.valueOf(listeningSockets + other.listeningSockets))
        .queue(new Queue(queue.depth + other.queue.depth, queue.limit + other.queue.limit))
        .stages(both)
        .ceiling(ceiling == null || other.ceiling == null ? null : ceiling.plus(other.ceiling))
        .footprint(
            footprint == null || other.footprint == null ? null : footprint.plus(other.footprint))
        .replayWindow(
            replayWindow == null || other.replayWindow == null
                ? null
                : replayWindow.plus(other.replayWindow))
        .tickets(tickets == null || other.tickets == null ? null : tickets.plus(other.tickets))
        .build();
  }

  private static String sum(String one, String other) {
    Histogram sum = HistogramText.decode(one);
    sum.add(HistogramText.decode(other));
    return HistogramText.encode(sum);
  }

  private Map<String, String> stagesSince(ServerStats earlier) {
    Map<String, String> since = new LinkedHashMap<>(stages);
    since.replaceAll((name, later) -> difference(later, earlier.stages.get(name)));
    return since;
  }

  private static String difference(String later, String earlier) {
    if (earlier == null) {
      return later;
    }
    Histogram since = HistogramText.decode(later);
    since.subtract(HistogramText.decode(earlier));
    return HistogramText.encode(since);
  }

  /** Starts from the statistics of a server that has just started. */
  public static Builder builder(String exchange, String provider) {
    return new Builder(exchange, provider);
  }

  /** Sets the other components by name; those not set are 0, null or empty. */
  public static final class Builder {
    private final String exchange;
    private final String provider;
    private long uptimeNanos;
    private long cpuNanos;
    private Long statsCpuNanos;
    private ServerCounts counts;
    private Integer listeningSockets;
    private Queue queue;
    private Map<String, String> stages;
    private Ceiling ceiling;
    private Footprint footprint;
    private ReplayWindow replayWindow;
    private TicketFigures tickets;
    private CoreCounters machine;

    private Builder(String exchange, String provider) {
      this.exchange = exchange;
      this.provider = provider;
    }

    public Builder uptimeNanos(long uptimeNanos) {
      this.uptimeNanos = uptimeNanos;
      return this;
    }

    public Builder cpuNanos(long cpuNanos) {
      this.cpuNanos = cpuNanos;
      return this;
    }

    public Builder statsCpuNanos(Long statsCpuNanos) {
      this.statsCpuNanos = statsCpuNanos;
      return this;
    }

    public Builder counts(ServerCounts counts) {
      this.counts = counts;
      return this;
    }

    public Builder listeningSockets(Integer listeningSockets) {
      this.listeningSockets = listeningSockets;
      return this;
    }

    public Builder queue(Queue queue) {
      this.queue = queue;
      return this;
    }

    public Builder stages(Map<String, String> stages) {
      this.stages = stages;
      return this;
    }

    public Builder ceiling(Ceiling ceiling) {
      this.ceiling = ceiling;
      return this;
    }

    public Builder footprint(Footprint footprint) {
      this.footprint = footprint;
      return this;
    }

    public Builder replayWindow(ReplayWindow replayWindow) {
      this.replayWindow = replayWindow;
      return this;
    }

    public Builder tickets(TicketFigures tickets) {
      this.tickets = tickets;
      return this;
    }

    public Builder machine(CoreCounters machine) {
      this.machine = machine;
      return this;
    }

    public ServerStats build() {
      return new ServerStats(
          uptimeNanos,
          cpuNanos,
          statsCpuNanos,
          exchange,
          provider,
          counts,
          listeningSockets,
          queue,
          stages,
          ceiling,
          footprint,
          replayWindow,
          tickets,
          machine);
    }
  }
}
