package dev.kexbench.bench.suite;

import dev.kexbench.bench.suite.Ciphertexts.Ciphertext;
import dev.kexbench.core.crypto.BackendKind;
import dev.kexbench.core.crypto.JcaBackend;
import dev.kexbench.core.crypto.Oaep;
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
 * What does it cost to open one OFFER's ciphertext with a JCA cipher: the operation alone, with its
 * key set again, with the cipher made anew; and by which padding?
 *
 * <p>One operation: a ciphertext of 256, 384 or 512 bytes to its message of 64 bytes, by an object
 * that a thread has for itself. {@code rawThenDecode} is the server's way, the raw operation and
 * then OAEP undone at fixed offsets; {@code providersOaep} is the provider's own. The floor copies
 * the ciphertext where the operation would be.
 *
 * <pre>{@code scripts/bench RsaPrivate
 * scripts/bench -p provider=accp -p bits=2048,4096 -p cipher=kept,new RsaPrivate}</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RsaPrivateBenchmark {
  /** What one thread opens ciphertexts with, and what came out last. */
  @State(Scope.Thread)
  public abstract static class Opening {
    /** Who computes. */
    @Param public BackendKind provider;

    /** How long the cipher lives. */
    @Param public CipherLife cipher;

    private final PrivateCipher.Padding padding;
    private PrivateCipher decryptor;
    private byte[] out;
    private Ciphertext last;

    Opening(PrivateCipher.Padding padding) {
      this.padding = padding;
    }

    /** Makes the cipher that is kept, and sets its key. */
    @Setup
    public void prepare(ServerKey key) throws GeneralSecurityException {
      JcaBackend jca = Jca.of(provider);
      decryptor = new PrivateCipher(padding, cipher, jca.rsa(), key.privateHalf());
      out = new byte[key.bytes()];
      use(jca.sha256());
    }

    void use(Sha256 sha) {}

    int decrypt(Ciphertexts inputs) throws GeneralSecurityException {
      last = inputs.next();
      return decryptor.decrypt(last.c(), out);
    }

    /** The last message, if it came out. */
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
  public static class Raw extends Opening {
    private final byte[] message = new byte[Ciphertexts.MESSAGE_BYTES];
    private Sha256 sha;
    private int wrong;

    /** For JMH. */
    public Raw() {
      super(PrivateCipher.Padding.NONE);
    }

    @Override
    void use(Sha256 given) {
      sha = given;
    }

    int decode(int length, byte[] out) {
      if (length < out.length) {
        // Bouncy Castle's result lacks leading zeros.
        System.arraycopy(out, 0, out, out.length - length, length);
        Arrays.fill(out, 0, out.length - length, (byte) 0);
      }
      wrong = Oaep.decode(sha, out, message);
      return wrong;
    }

    @Override
    byte[] opened() {
      return wrong == 0 ? message : new byte[0];
    }
  }

  /** The provider's own OAEP. */
  @State(Scope.Thread)
  public static class Own extends Opening {
    private int length;

    /** For JMH. */
    public Own() {
      super(PrivateCipher.Padding.OAEP);
    }

    @Override
    byte[] opened() {
      return Arrays.copyOf(super.out, length);
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
      copied = new byte[key.bytes()];
    }

    /** The last ciphertext must have been copied. */
    @TearDown
    public void check() {
      if (last == null || !Arrays.equals(copied, last.c())) {
        throw new IllegalStateException("no ciphertext was copied, or the last came out wrong");
      }
    }
  }

  /** The server's way: raw operation, then decoding; 0 if the encoding was right. */
  @Benchmark
  public int rawThenDecode(Raw with, Ciphertexts inputs) throws GeneralSecurityException {
    Opening opening = with;
    return with.decode(opening.decrypt(inputs), opening.out);
  }

  /** The provider's own way; the message's length. */
  @Benchmark
  public int providersOaep(Own with, Ciphertexts inputs) throws GeneralSecurityException {
    with.length = with.decrypt(inputs);
    return with.length;
  }

  /** The floor: takes the next ciphertext and copies it. */
  @Benchmark
  public byte[] floor(Ciphertexts inputs, Copy to) {
    to.last = inputs.next();
    System.arraycopy(to.last.c(), 0, to.copied, 0, to.copied.length);
    return to.copied;
  }
}
