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
 * What does it cost to decrypt one OFFER's ciphertext with a JCA cipher that is kept, rekeyed or
 * new, and with either implementation of OAEP?
 *
 * <p>One operation: a ciphertext of 256, 384 or 512 bytes is decrypted to its message of 64 bytes,
 * by an object that a thread owns. {@code rawThenDecode} is what the server does, the raw operation
 * and then OAEP decoding at fixed offsets; {@code providersOaep} is the provider's own. The floor
 * copies the ciphertext instead of decrypting it.
 *
 * <pre>{@code scripts/bench RsaPrivate
 * scripts/bench -p provider=accp -p bits=2048,4096 -p cipher=kept,new RsaPrivate}</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RsaPrivateBenchmark {
  /** One thread's cipher, and its last result. */
  @State(Scope.Thread)
  public abstract static class Decryption {
    /** The crypto provider. */
    @Param public BackendKind provider;

    /** How long the cipher is kept. */
    @Param public CipherLife cipher;

    private final PrivateCipher.Padding padding;
    private PrivateCipher decryptor;
    private byte[] out;
    private Ciphertext last;

    Decryption(PrivateCipher.Padding padding) {
      this.padding = padding;
    }

    /** Creates the cipher that is kept, and sets its key. */
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

    /** The last message; empty if decoding failed. */
    abstract byte[] decrypted();

    /** The last message must be the one that was encrypted. */
    @TearDown
    public void check() {
      if (last == null || !Arrays.equals(decrypted(), last.message())) {
        throw new IllegalStateException("nothing was decrypted, or the last message is wrong");
      }
    }
  }

  /** The raw operation, followed by {@link Oaep}. */
  @State(Scope.Thread)
  public static class Raw extends Decryption {
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
        // Bouncy Castle omits leading zeros.
        System.arraycopy(out, 0, out, out.length - length, length);
        Arrays.fill(out, 0, out.length - length, (byte) 0);
      }
      wrong = Oaep.decode(sha, out, message);
      return wrong;
    }

    @Override
    byte[] decrypted() {
      return wrong == 0 ? message : new byte[0];
    }
  }

  /** The provider's own OAEP. */
  @State(Scope.Thread)
  public static class ProviderOaep extends Decryption {
    private int length;

    /** For JMH. */
    public ProviderOaep() {
      super(PrivateCipher.Padding.OAEP);
    }

    @Override
    byte[] decrypted() {
      return Arrays.copyOf(super.out, length);
    }
  }

  /** The buffer into which the floor copies. */
  @State(Scope.Thread)
  public static class Copy {
    private byte[] copied;
    private Ciphertext last;

    /** Allocates a buffer of the key's length. */
    @Setup
    public void fit(ServerKey key) {
      copied = new byte[key.bytes()];
    }

    /** The last ciphertext must have been copied. */
    @TearDown
    public void check() {
      if (last == null || !Arrays.equals(copied, last.c())) {
        throw new IllegalStateException("no ciphertext was copied, or the last copy is wrong");
      }
    }
  }

  /** What the server does: raw operation, then decoding; 0 if the encoding was right. */
  @Benchmark
  public int rawThenDecode(Raw with, Ciphertexts inputs) throws GeneralSecurityException {
    Decryption decryption = with;
    return with.decode(decryption.decrypt(inputs), decryption.out);
  }

  /** Decrypts with the provider's own OAEP; returns the message's length. */
  @Benchmark
  public int providersOaep(ProviderOaep with, Ciphertexts inputs) throws GeneralSecurityException {
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
