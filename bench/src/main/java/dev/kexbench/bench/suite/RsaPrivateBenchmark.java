package dev.kexbench.bench;

import dev.kexbench.bench.Ciphertexts.Ciphertext;
import dev.kexbench.core.crypto.BackendKind;
import dev.kexbench.core.crypto.Backends;
import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.Oaep;
import dev.kexbench.core.crypto.Pool;
import dev.kexbench.core.crypto.PoolKind;
import dev.kexbench.core.crypto.RsaPrivateOperation;
import dev.kexbench.core.crypto.Sha256;
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
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * What does a server pay to open one OFFER's ciphertext, and how much of that does a pool of
 * private-key objects save?
 *
 * <p>One operation: borrow, raw RSA on a ciphertext of 256, 384 or 512 bytes, OAEP decode to 64
 * bytes. With the pool {@code FRESH} the object is made and keyed for each use. The floor copies
 * the ciphertext where the operation would be.
 *
 * <pre>{@code scripts/bench RsaPrivate
 * scripts/bench -p provider=accp -p bits=2048,3072 -t 2 RsaPrivate}</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RsaPrivateBenchmark {
  /** The private-key objects, lent to all threads; as many as there are threads. */
  @State(Scope.Benchmark)
  public static class PrivateKeys {
    /** Who computes. */
    @Param public BackendKind provider;

    /** How its objects are kept. */
    @Param public PoolKind pool;

    private CryptoBackend backend;
    private Pool<RsaPrivateOperation> objects;

    /** Makes the pool; its objects are made when first borrowed. */
    @Setup
    public void pool(ServerKey key, BenchmarkParams run) {
      pool(key, run.getThreads());
    }

    void pool(ServerKey key, int threads) {
      backend = Backends.select(provider.label()).backend();
      objects = pool.create(() -> backend.rsaPrivate(key.privateHalf()), threads);
    }
  }

  /** What one thread decodes with and into. */
  @State(Scope.Thread)
  public static class Decoding {
    private final byte[] message = new byte[Ciphertexts.MESSAGE_BYTES];
    private byte[] encoded;
    private int wrong;
    private Ciphertext last;
    private Sha256 sha;

    /** Fits the buffers to the key. */
    @Setup
    public void fit(ServerKey key, PrivateKeys keys) {
      encoded = new byte[key.bits / Byte.SIZE];
      sha = keys.backend.sha256();
    }

    /** The last message must be the one that was encrypted. */
    @TearDown
    public void check() {
      if (last == null || wrong != 0 || !Arrays.equals(message, last.message())) {
        throw new IllegalStateException("no message was opened, or the last came out wrong");
      }
    }
  }

  /** Where the floor copies to. */
  @State(Scope.Thread)
  public static class Copy {
    private byte[] copied;
    private Ciphertext last;

    /** Fits the buffer to the key. */
    @Setup
    public void fit(ServerKey key) {
      copied = new byte[key.bits / Byte.SIZE];
    }

    /** The last ciphertext must have been copied. */
    @TearDown
    public void check() {
      if (last == null || !Arrays.equals(copied, last.c())) {
        throw new IllegalStateException("no ciphertext was copied, or the last came out wrong");
      }
    }
  }

  /** The whole: private-key operation and decoding; 0 if the encoding was right. */
  @Benchmark
  public int open(PrivateKeys keys, Ciphertexts inputs, Decoding to) {
    to.last = inputs.next();
    keys.objects.with(
        rsa -> {
          rsa.apply(to.last.c(), to.encoded);
          return to.encoded;
        });
    to.wrong = Oaep.decode(to.sha, to.encoded, to.message);
    return to.wrong;
  }

  /** The floor: takes the next ciphertext and copies it. */
  @Benchmark
  public byte[] floor(Ciphertexts inputs, Copy to) {
    to.last = inputs.next();
    System.arraycopy(to.last.c(), 0, to.copied, 0, to.copied.length);
    return to.copied;
  }
}
