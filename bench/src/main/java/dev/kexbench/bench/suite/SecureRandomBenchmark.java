package dev.kexbench.bench.suite;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
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

/**
 * What do the 32 random bytes of an ACK cost, by source and number of threads?
 *
 * <p>One operation: 32 bytes from a generator that all threads share, as a server's threads do. The
 * floor copies 32 bytes.
 *
 * <pre>{@code scripts/bench SecureRandom
 * scripts/bench -p source=standard,drbg,accp -t 1,2,4 SecureRandomBenchmark.draw}</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SecureRandomBenchmark {
  private static final int BYTES = 32;

  /** The generator, shared by all threads. */
  @State(Scope.Benchmark)
  public static class Generator {
    /** The source of its bytes. */
    @Param public RandomSource source;

    private SecureRandom random;

    /** Creates and seeds it. */
    @Setup
    public void make() throws GeneralSecurityException {
      random = source.make();
      random.nextBytes(new byte[BYTES]);
    }
  }

  /** The bytes that one thread drew last. */
  @State(Scope.Thread)
  public static class Drawn {
    private final byte[] bytes = new byte[BYTES];

    /** Bytes must have been drawn. */
    @TearDown
    public void check() {
      if (Arrays.equals(bytes, new byte[BYTES])) {
        throw new IllegalStateException("nothing was drawn");
      }
    }
  }

  /** One thread's bytes, drawn in advance. */
  @State(Scope.Thread)
  public static class Known {
    private Ring<byte[]> ring;

    /** Draws the bytes. */
    @Setup
    public void draw() {
      ring = Ring.ofRandom(BYTES);
    }
  }

  /** Draws 32 bytes. */
  @Benchmark
  public byte[] draw(Generator from, Drawn to) {
    from.random.nextBytes(to.bytes);
    return to.bytes;
  }

  /** The floor: a copy of 32 bytes. */
  @Benchmark
  public byte[] floor(Known from, Drawn to) {
    System.arraycopy(from.ring.next(), 0, to.bytes, 0, BYTES);
    return to.bytes;
  }
}
