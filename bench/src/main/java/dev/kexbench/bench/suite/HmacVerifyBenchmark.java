package dev.kexbench.bench;

import dev.kexbench.bench.Messages.Message;
import dev.kexbench.core.crypto.BackendKind;
import dev.kexbench.core.crypto.Backends;
import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.Pool;
import dev.kexbench.core.crypto.PoolKind;
import dev.kexbench.core.crypto.Sha256;
import java.security.MessageDigest;
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
 * What does it cost to verify one client's tag, and how much of that does a pool of MAC objects
 * save?
 *
 * <p>One operation: borrow, key for this client, MAC of 350 bytes, constant-time comparison of 32
 * bytes. With the pool {@code FRESH} the object is made for each use (a {@link Sha256}, which is a
 * digest and a MAC). The floor compares with a copy of the tag instead of computing it.
 *
 * <pre>{@code scripts/bench HmacVerify
 * scripts/bench -p provider=jdk -p pool=fresh,bounded -t 2 HmacVerify}</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HmacVerifyBenchmark {
  /** The MAC objects, lent to all threads; as many as there are threads. */
  @State(Scope.Benchmark)
  public static class Macs {
    /** Who computes. */
    @Param public BackendKind provider;

    /** How its objects are kept. */
    @Param public PoolKind pool;

    private Pool<Sha256> objects;

    /** Makes the pool; its objects are made when first borrowed. */
    @Setup
    public void pool(BenchmarkParams run) {
      pool(run.getThreads());
    }

    void pool(int threads) {
      CryptoBackend backend = Backends.select(provider.label()).backend();
      objects = pool.create(backend::sha256, threads);
    }
  }

  /** What one thread found last. */
  @State(Scope.Thread)
  public static class Outcome {
    private final byte[] copied = new byte[Sha256.BYTES];
    private boolean verified;

    /** The last tag must have verified, since all tags are right. */
    @TearDown
    public void check() {
      if (!verified) {
        throw new IllegalStateException("no tag was compared, or the last did not verify");
      }
    }
  }

  /** The whole: whether the next client's tag is right. */
  @Benchmark
  public boolean verify(Macs macs, Messages inputs, Outcome to) {
    Message message = inputs.next();
    byte[] tag = macs.objects.with(sha -> sha.hmac(message.key(), message.data()));
    to.verified = MessageDigest.isEqual(tag, message.tag());
    return to.verified;
  }

  /** The floor: the same comparison with a tag that is known already. */
  @Benchmark
  public boolean floor(Messages inputs, Outcome to) {
    Message message = inputs.next();
    System.arraycopy(message.tag(), 0, to.copied, 0, to.copied.length);
    to.verified = MessageDigest.isEqual(to.copied, message.tag());
    return to.verified;
  }
}
