package dev.kexbench.bench;

import dev.kexbench.bench.Ciphertexts.Ciphertext;
import dev.kexbench.core.crypto.BackendKind;
import dev.kexbench.core.crypto.Backends;
import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.Oaep;
import dev.kexbench.core.crypto.RsaPrivateOperation;
import dev.kexbench.core.crypto.Sha256;
import java.security.GeneralSecurityException;
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
 * What does it cost to decode OAEP at fixed offsets behind the raw private-key operation, against a
 * provider's own OAEP decryption?
 *
 * <p>One operation: a ciphertext of 256, 384 or 512 bytes to its message of 64 bytes, with objects
 * that a thread keeps. The floor is the raw private-key operation alone.
 *
 * <pre>{@code scripts/bench Oaep
 * scripts/bench -p provider=accp -p bits=2048,4096 Oaep}</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class OaepBenchmark {
  /** What one thread opens ciphertexts with, and what came out last. */
  @State(Scope.Thread)
  public abstract static class Opening {
    /** Who computes. */
    @Param public BackendKind provider;

    private Ciphertext last;

    byte[] following(Ciphertexts inputs) {
      last = inputs.next();
      return last.c();
    }

    /** The last message, if its encoding was right. */
    abstract byte[] opened();

    /** The last message must be the one that was encrypted. */
    @TearDown
    public void check() {
      if (last == null || !Arrays.equals(opened(), last.message())) {
        throw new IllegalStateException("no message was opened, or the last came out wrong");
      }
    }
  }

  /** The raw operation, and {@link Oaep} behind it. */
  @State(Scope.Thread)
  public static class Decoded extends Opening {
    private final byte[] message = new byte[Ciphertexts.MESSAGE_BYTES];
    private RsaPrivateOperation rsa;
    private Sha256 sha;
    private byte[] encoded;
    private int wrong;

    /** Imports the key. */
    @Setup
    public void keep(ServerKey key) {
      CryptoBackend backend = Backends.select(provider.label()).backend();
      rsa = backend.rsaPrivate(key.privateHalf());
      sha = backend.sha256();
      encoded = new byte[rsa.bytes()];
    }

    int decode() {
      wrong = Oaep.decode(sha, encoded, message);
      return wrong;
    }

    @Override
    byte[] opened() {
      return wrong == 0 ? message : new byte[0];
    }
  }

  /** The raw operation; decoding is left to the check. */
  @State(Scope.Thread)
  public static class Encoded extends Decoded {
    @Override
    byte[] opened() {
      decode();
      return super.opened();
    }
  }

  /** The provider's own cipher. */
  @State(Scope.Thread)
  public static class Own extends Opening {
    private ProviderOaep oaep;
    private byte[] message;

    /** Imports the key. */
    @Setup
    public void keep(ServerKey key) throws GeneralSecurityException {
      oaep = new ProviderOaep(provider, key.privateHalf());
    }

    @Override
    byte[] opened() {
      return message;
    }
  }

  /** The server's way: raw operation, then decoding; 0 if the encoding was right. */
  @Benchmark
  public int rawThenDecode(Decoded with, Ciphertexts inputs) {
    with.rsa.apply(with.following(inputs), with.encoded);
    return with.decode();
  }

  /** The provider's own way. */
  @Benchmark
  public byte[] providersOwn(Own with, Ciphertexts inputs) throws GeneralSecurityException {
    with.message = with.oaep.decrypt(with.following(inputs));
    return with.message;
  }

  /** The floor: the raw operation, whose result stays encoded. */
  @Benchmark
  public byte[] floor(Encoded with, Ciphertexts inputs) {
    Decoded raw = with;
    raw.rsa.apply(with.following(inputs), raw.encoded);
    return raw.encoded;
  }
}
