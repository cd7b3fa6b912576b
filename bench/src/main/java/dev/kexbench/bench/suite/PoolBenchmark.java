package dev.kexbench.bench.suite;

import dev.kexbench.bench.suite.PooledObject.Input;
import dev.kexbench.bench.suite.PooledObject.Work;
import dev.kexbench.core.crypto.BackendKind;
import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.Pool;
import dev.kexbench.core.crypto.PoolKind;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * What does it cost to borrow a crypto object, and what does a pool save over creating one for each
 * use, by number of threads?
 *
 * <p>{@code borrow} takes an object and gives it back; {@code work} does with it what a server
 * does: the raw private-key operation, or a tag of 350 bytes. A pool has as many objects as there
 * are threads, but no more than cores: with more threads than that, {@code bounded} makes them wait
 * and {@code confined} has them create their own. With {@code fresh} there is no pool, and each use
 * creates an object. The floor does the work with an object that the thread owns, without
 * borrowing.
 *
 * <pre>{@code scripts/bench Pool
 * scripts/bench -p pool=bounded,confined -p object=sha256 -t 1,2,4 PoolBenchmark.borrow}</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PoolBenchmark {
  /** The provider and the kind of object. */
  @State(Scope.Benchmark)
  public static class Kind {
    /** The crypto provider. */
    @Param public BackendKind provider;

    /** The object that is borrowed. */
    @Param public PooledObject object;

    private CryptoBackend backend;
    private ServerKey key;

    /** Loads the backend. */
    @Setup
    public void load(ServerKey given) {
      key = given;
      backend = Jca.of(provider);
    }

    Work make() {
      return object.make(backend, key);
    }
  }

  /** The pool, shared by all threads. */
  @State(Scope.Benchmark)
  public static class SharedPool {
    /** How objects are pooled. */
    @Param public PoolKind pool;

    private Pool<Work> objects;

    /** Creates the pool; its objects are created when first borrowed. */
    @Setup
    public void open(Kind kind, BenchmarkParams run) {
      int capacity = Math.min(run.getThreads(), Runtime.getRuntime().availableProcessors());
      objects = pool.create(kind::make, capacity);
    }
  }

  /** One thread's inputs, and its last result. */
  @State(Scope.Thread)
  public static class Task {
    private Ring<Input> ring;
    private Input input;
    private byte[] result;

    /** Draws the inputs. */
    @Setup
    public void draw(Kind kind) {
      SplittableRandom random = new SplittableRandom();
      ring = Ring.of(() -> kind.object.input(random, kind.key));
    }

    byte[] on(Work borrowed) {
      result = borrowed.on(input.data());
      return result;
    }

    void next() {
      input = ring.next();
    }

    /** The last result must be the expected one. */
    @TearDown
    public void check() {
      if (result == null || !Arrays.equals(result, input.expected())) {
        throw new IllegalStateException("no work was done, or the last result is wrong");
      }
    }
  }

  /** One thread's own object. */
  @State(Scope.Thread)
  public static class Owned {
    private Work object;

    /** Creates it. */
    @Setup
    public void make(Kind kind) {
      object = kind.make();
    }
  }

  /** The object that one thread borrowed last. */
  @State(Scope.Thread)
  public static class Borrowed {
    private Work last;

    /** An object must have been borrowed. */
    @TearDown
    public void check() {
      if (last == null) {
        throw new IllegalStateException("nothing was borrowed");
      }
    }
  }

  /** Borrowing alone; the returned object is not used any more. */
  @Benchmark
  public Object borrow(SharedPool from, Borrowed to) {
    to.last = from.objects.with(object -> object);
    return to.last;
  }

  /** Borrowing, and the work. */
  @Benchmark
  public byte[] work(SharedPool from, Task task) {
    task.next();
    return from.objects.with(task::on);
  }

  /** The floor: the work alone. */
  @Benchmark
  public byte[] floor(Owned own, Task task) {
    task.next();
    return task.on(own.object);
  }
}
