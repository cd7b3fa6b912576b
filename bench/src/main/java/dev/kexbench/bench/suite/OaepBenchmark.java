package dev.kexbench.bench.suite;

import dev.kexbench.core.crypto.BackendKind;
import dev.kexbench.core.crypto.Oaep;
import dev.kexbench.core.crypto.Sha256;
import java.util.Arrays;
import java.util.Random;
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
 * What does OAEP decoding at fixed offsets cost after the private-key operation?
 *
 * <p>One operation: an encoding of 256, 384 or 512 bytes is decoded to its message of 64, with 8,
 * 12 or 16 hashes, by an object that a thread keeps. Decoding wipes its input, so a copy is
 * decoded; the floor is that copy.
 *
 * <pre>{@code scripts/bench Oaep
 * scripts/bench -p provider=jdk -p bits=2048,4096 OaepBenchmark.decode}</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OaepBenchmark {
  /**
   * One encoding and its message.
   *
   * @param bytes as long as the modulus
   * @param message 64 bytes
   */
  record Encoding(byte[] bytes, byte[] message) {}

  /** One thread's encodings, and a copy of the last. */
  @State(Scope.Thread)
  public static class Encodings {
    private Ring<Encoding> ring;
    private Encoding last;
    private byte[] copy;

    /** Makes the encodings. */
    @Setup
    public void encode(ServerKey key) {
      Random random = new Random();
      copy = new byte[key.bytes()];
      ring =
          Ring.of(
              () -> {
                byte[] message = new byte[Ciphertexts.MESSAGE_BYTES];
                random.nextBytes(message);
                return new Encoding(OaepEncoding.of(message, copy.length, random), message);
              });
    }

    byte[] copyNext() {
      last = ring.next();
      System.arraycopy(last.bytes(), 0, copy, 0, copy.length);
      return copy;
    }
  }

  /** Encodings that are only copied. */
  @State(Scope.Thread)
  public static class Copies extends Encodings {
    /** The last encoding must have been copied. */
    @TearDown
    public void check() {
      Encodings made = this;
      if (made.last == null || !Arrays.equals(made.copy, made.last.bytes())) {
        throw new IllegalStateException("nothing was copied, or the last copy is wrong");
      }
    }
  }

  /** One thread's hash, and the last message that it decoded. */
  @State(Scope.Thread)
  public static class Decoding {
    /** The crypto provider. */
    @Param public BackendKind provider;

    private final byte[] message = new byte[Ciphertexts.MESSAGE_BYTES];
    private Sha256 sha;
    private byte[] expected;
    private int wrong;

    /** Creates the hash. */
    @Setup
    public void keep() {
      sha = Jca.of(provider).sha256();
    }

    /** The last message must be the one that was encrypted. */
    @TearDown
    public void check() {
      if (expected == null || wrong != 0 || !Arrays.equals(message, expected)) {
        throw new IllegalStateException("nothing was decoded, or the last message is wrong");
      }
    }
  }

  /** Copies an encoding and decodes the copy; 0 if the encoding was right. */
  @Benchmark
  public int decode(Decoding with, Encodings inputs) {
    with.wrong = Oaep.decode(with.sha, inputs.copyNext(), with.message);
    with.expected = inputs.last.message();
    return with.wrong;
  }

  /** The floor: the copy. */
  @Benchmark
  public byte[] floor(Copies inputs) {
    return inputs.copyNext();
  }
}
