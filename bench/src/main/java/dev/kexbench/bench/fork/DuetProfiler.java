package dev.kexbench.bench.fork;

import java.io.DataInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * A JMH profiler that keeps the two forks of a duet in step: both begin the first iteration
 * together, wait for each other at the end of the warm-up, and begin each measured iteration
 * together. Measured iterations are as long in both, and twice as long as the longer of the two
 * forks planned, since each fork gets half of the core. It adds these figures to each of them:
 *
 * <ul>
 *   <li>{@code duet.overlap}: the share of the time in which at least one fork measured during
 *       which both did
 *   <li>{@code duet.share}: CPU time of the benchmark threads of both forks over that time: the
 *       share of the core that the two got together
 * </ul>
 *
 * <p>The forks exchange messages of {@link #MESSAGE_BYTES} through a relay on the loopback
 * interface. The times in them are comparable, since {@link System#nanoTime} is the same monotonic
 * clock in all processes on Linux (CLOCK_MONOTONIC), the only system that runs duets.
 *
 * <p>It goes directly before the profiler of CPU time: that one ends the warm-up before this one
 * looks whether it is over, and measures no waiting.
 */
public final class DuetProfiler implements InternalProfiler {
  /** The length of a message: three numbers of 8 bytes, big-endian. */
  public static final int MESSAGE_BYTES = 3 * Long.BYTES;

  /** What the message of the exception contains by which a fork ends after its partner. */
  public static final String OTHER_ENDED = "the other fork of the duet has ended";

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final int port;
  private Socket relay;
  private int warmUps;
  private Span own;

  /**
   * When a fork measured, and the CPU time of its benchmark threads until then or meanwhile.
   *
   * @param begin of {@link System#nanoTime}
   * @param end of the same clock
   */
  record Span(long begin, long end, long cpuNanos) {
    /** The share of the time of either during which both lasted. */
    double overlap(Span other) {
      long both = Math.min(end, other.end) - Math.max(begin, other.begin);
      return Math.max(0.0, both) / either(other);
    }

    /** CPU time of both over the time of either. */
    double share(Span other) {
      return (double) (cpuNanos + other.cpuNanos) / either(other);
    }

    private long either(Span other) {
      return Math.max(1, Math.max(end, other.end) - Math.min(begin, other.begin));
    }
  }

  /**
   * For JMH.
   *
   * @param port of the relay on the loopback interface
   */
  public DuetProfiler(String port) {
    this.port = Integer.parseInt(port);
  }

  @Override
  public String getDescription() {
    return "two forks in step";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    boolean first = relay == null;
    if (first) {
      connect();
    }
    if (first || iteration.getType() == IterationType.MEASUREMENT) {
      exchange(new Span(0, 0, 0));
    }
    long now = System.nanoTime();
    own = new Span(now, now, cpuNanos());
  }

  @Override
  public Collection<ScalarResult> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    if (iteration.getType() == IterationType.WARMUP) {
      warmUps++;
      if (warmUps >= benchmark.getWarmup().getCount()) {
        agreeOnLength(benchmark.getMeasurement());
      }
      return List.of();
    }
    own = new Span(own.begin(), System.nanoTime(), cpuNanos() - own.cpuNanos());
    Span other = exchange(own);
    return List.of(
        figure("duet.overlap", own.overlap(other)), figure("duet.share", own.share(other)));
  }

  private void agreeOnLength(IterationParams measurement) {
    long planned = measurement.getTime().convertTo(TimeUnit.NANOSECONDS);
    long longer = Math.max(planned, exchange(new Span(0, planned, 0)).end());
    IterationFields.setTime(measurement, TimeValue.nanoseconds(2 * longer));
  }

  private static long cpuNanos() {
    return Workers.now().stream()
        .map(ThreadInfo::getThreadId)
        .mapToLong(thread -> Math.max(0, THREADS.getThreadCpuTime(thread)))
        .sum();
  }

  private static ScalarResult figure(String name, double value) {
    return new ScalarResult(name, value, "share", AggregationPolicy.AVG);
  }

  private void connect() {
    try {
      relay = new Socket(InetAddress.getLoopbackAddress(), port);
      relay.setTcpNoDelay(true);
    } catch (IOException e) {
      throw ended(e);
    }
  }

  /** Sends a message, and waits for the other fork's. */
  private Span exchange(Span sent) {
    try {
      ByteBuffer message = ByteBuffer.allocate(MESSAGE_BYTES);
      message.putLong(sent.begin()).putLong(sent.end()).putLong(sent.cpuNanos());
      relay.getOutputStream().write(message.array());
      DataInputStream in = new DataInputStream(relay.getInputStream());
      return new Span(in.readLong(), in.readLong(), in.readLong());
    } catch (IOException e) {
      throw ended(e);
    }
  }

  /** Without a cause: a report shows the innermost one, which would be about a socket. */
  private static IllegalStateException ended(IOException why) {
    return new IllegalStateException(OTHER_ENDED + " (" + why + ")");
  }
}
