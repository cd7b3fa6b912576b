package dev.kexbench.loadgen.cluster;

import dev.kexbench.loadgen.client.Generator;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.loadgen.record.CpuUse;
import dev.kexbench.loadgen.record.Interval;
import dev.kexbench.loadgen.record.Recording;
import dev.kexbench.loadgen.record.ResourceSnapshot;
import dev.kexbench.loadgen.record.ResourceUsage;
import dev.kexbench.results.machine.Contention;
import dev.kexbench.results.machine.CoreWatch;
import dev.kexbench.results.machine.CpuPressure;
import dev.kexbench.results.machine.JvmRecorder;
import dev.kexbench.results.machine.JvmReport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The agent of this process: a generator, and a thread for each phase. */
public final class LocalAgent implements Agent {
  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final long POLL_NANOS = 10_000_000L;
  private static final Duration SHORT_PATIENCE = Duration.ofSeconds(2);

  private final String name;
  private final Generator generator;
  private final Optional<CoreWatch> cores;
  private final JvmRecorder jvm = new JvmRecorder();
  private Part part;

  /**
   * An agent that owns the generator.
   *
   * @param cores a watch of this process's cores; empty if the run's server cannot be told from
   *     other processes
   */
  public LocalAgent(String name, Generator generator, Optional<CoreWatch> cores) {
    this.name = name;
    this.generator = generator;
    this.cores = cores;
  }

  /** This agent's part of a phase that is running, or over. */
  private final class Part {
    private final PhaseSpec spec;
    private final Listener listener;
    private final Recording recording = generator.newRecording();
    private final Optional<Recording> earlier;
    private final CountDownLatch stopEarly = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private final Optional<CoreWatch.Reading> coresBefore = cores.map(CoreWatch::read);
    private ResourceSnapshot before;
    private CpuUse lastCpu;
    private Long lastPressureMicros;
    private long startNanos;
    private double seconds;
    private Throwable failure;

    private Part(PhaseSpec spec, Listener listener, Optional<Recording> earlier) {
      this.spec = spec;
      this.listener = listener;
      this.earlier = earlier;
    }

    private void run() {
      try {
        if (spec.startNanos() != PhaseSpec.NOW) {
          stopEarly.await(spec.startNanos() - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
        start();
        tick();
      } catch (InterruptedException e) {
        failure = e; // never expected: nothing interrupts this thread
      } catch (RuntimeException | Error e) {
        failure = e;
      } finally {
        over.countDown();
        listener.over();
      }
    }

    private void start() {
      LoadPlan plan = spec.plan();
      before = generator.resources();
      lastCpu = before.cpu();
      lastPressureMicros = CpuPressure.micros();
      startNanos = spec.startNanos() == PhaseSpec.NOW ? System.nanoTime() : spec.startNanos();
      if (spec.flows()) {
        generator.cut(recording, plan::share);
      } else {
        generator.begin(loop -> plan.workload(loop, startNanos), recording);
      }
    }

    private void tick() throws InterruptedException {
      LoadPlan plan = spec.plan();
      boolean untilFinished = plan.count().isPresent();
      long lengthNanos = untilFinished ? Long.MAX_VALUE : plan.duration().toNanos();
      long tickNanos = 0;
      long takenNanos = 0;
      boolean last = false;
      while (tickNanos < lengthNanos && !last) {
        tickNanos = Math.min(nextSecond(takenNanos), lengthNanos);
        last = endsBefore(startNanos + tickNanos, untilFinished) || stopsEarly();
        if (!spec.flowsOn() && (last || tickNanos >= lengthNanos)) {
          generator.stop();
        }
        Interval interval = endInterval();
        takenNanos = interval.endNanos();
        listener.interval(interval);
      }
    }

    /** The next whole second, so that at most one interval begins in each if one ends late. */
    private static long nextSecond(long takenNanos) {
      return (takenNanos / SECOND_NANOS + 1) * SECOND_NANOS;
    }

    /** The time ends after the interval is taken: it contains every handshake that is counted. */
    private Interval endInterval() {
      Interval.Use use = use();
      Interval interval = recording.take(System.nanoTime() - startNanos, use);
      seconds = (System.nanoTime() - startNanos) / 1e9;
      return interval;
    }

    /** Waits for the instant; true if the phase ends before it. */
    private boolean endsBefore(long instantNanos, boolean untilFinished)
        throws InterruptedException {
      long left = instantNanos - System.nanoTime();
      while (left > 0) {
        boolean ended =
            stopEarly.await(
                untilFinished ? Math.min(left, POLL_NANOS) : left, TimeUnit.NANOSECONDS);
        if (ended || untilFinished && generator.finished()) {
          return true;
        }
        left = instantNanos - System.nanoTime();
      }
      return untilFinished && generator.finished();
    }

    private boolean stopsEarly() {
      return stopEarly.getCount() == 0 || generator.fault().isPresent();
    }

    private Interval.Use use() {
      CpuUse now = generator.cpu();
      Interval.Use use =
          new Interval.Use(
              now.shareSince(lastCpu),
              generator.busiest(lastCpu, now),
              pressure(now.nanosSince(lastCpu)));
      lastCpu = now;
      return use;
    }

    private Double pressure(long nanos) {
      Long earlier = lastPressureMicros;
      lastPressureMicros = CpuPressure.micros();
      return earlier == null || lastPressureMicros == null
          ? null
          : Double.valueOf(Math.min(1, 1e3 * (lastPressureMicros - earlier) / Math.max(1, nanos)));
    }

    /** Read after the drain, since reading takes time on the generator's cores. */
    private ResourceUsage usage() {
      Contention contention = cores.flatMap(now -> coresBefore.map(now::since)).orElse(null);
      return generator.resources().since(before).with(contention);
    }

    private PhaseResult end(Duration patience) throws InterruptedException {
      stopEarly.countDown();
      over.await();
      generator.drain(generator.fault().isPresent() ? SHORT_PATIENCE : patience);
      return new PhaseResult(
          recording.take(System.nanoTime() - startNanos, Interval.Use.NONE),
          seconds,
          usage(),
          generator.unprepared(),
          earlier.map(Recording::established).orElse(0L),
          earlier.map(Recording::resumed).orElse(0L),
          generator.fault().or(() -> Optional.ofNullable(failure)).map(Throwable::toString));
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String transport() {
    return generator.transport();
  }

  @Override
  public List<String> fallbackAlgorithms() {
    return generator.fallbackAlgorithms();
  }

  @Override
  public void prepare(int phasesAhead, Map<ClientClass, Long> each) {
    generator.prepare(phasesAhead, each);
  }

  @Override
  public void begin(PhaseSpec spec, Listener listener) {
    Optional<Recording> earlier = Optional.ofNullable(part).map(before -> before.recording);
    part = new Part(spec, listener, earlier);
    Thread thread = new Thread(part::run, "agent");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void stopEarly() {
    part.stopEarly.countDown();
  }

  @Override
  public Optional<PhaseResult> end(Duration patience) {
    try {
      return Optional.of(part.end(patience));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  @Override
  public JvmReport recordJvm() {
    return jvm.start();
  }

  @Override
  public JvmReport jvmSeconds(int count) {
    return jvm.seconds(System.nanoTime() - part.startNanos, count);
  }

  @Override
  public Optional<String> lost() {
    return Optional.empty();
  }

  @Override
  public void close() {
    jvm.close();
    generator.close();
  }
}
