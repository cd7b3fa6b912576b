package dev.kexbench.bench.suite;

import dev.kexbench.core.crypto.BackendKind;
import dev.kexbench.core.crypto.RsaOaepEncryption;
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
 * What does RSA cost a client, which encrypts to the server's public key?
 *
 * <p>One operation: RSAES-OAEP encryption of 64 bytes to a ciphertext of 256, 384 or 512 bytes, by
 * an object that a thread keeps. The floor copies the message to the ciphertext's buffer.
 *
 * <pre>{@code scripts/bench RsaEncrypt
 * scripts/bench -p bits=2048,3072,4096 RsaEncryptBenchmark.encrypt}</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RsaEncryptBenchmark {
  /** One thread's messages, 64 random bytes each. */
  @State(Scope.Thread)
  public static class Messages {
    private Ring<byte[]> ring;

    /** Draws the messages. */
    @Setup
    public void draw() {
      ring = Ring.ofRandom(Ciphertexts.MESSAGE_BYTES);
    }
  }

  /** One thread's encryption, and its last ciphertext. */
  @State(Scope.Thread)
  public static class Encryption {
    /** The crypto provider. */
    @Param public BackendKind provider;

    private RsaOaepEncryption rsa;
    private Decryptor decryptor;
    private byte[] message;
    private byte[] c;

    /** Imports the key. */
    @Setup
    public void keep(ServerKey given) {
      rsa = Jca.of(provider).rsaOaep(given.publicHalf());
      decryptor = new Decryptor(given);
    }

    /** The private key must decrypt the last ciphertext. */
    @TearDown
    public void check() {
      if (c == null || !Arrays.equals(decryptor.decrypt(c), message)) {
        throw new IllegalStateException("nothing was encrypted, or the last ciphertext is wrong");
      }
    }
  }

  /** The buffer into which the floor copies. */
  @State(Scope.Thread)
  public static class Copy {
    private byte[] copied;
    private byte[] message;

    /** Allocates a buffer of the key's length. */
    @Setup
    public void fit(ServerKey key) {
      copied = new byte[key.bytes()];
    }

    /** The last message must have been copied. */
    @TearDown
    public void check() {
      if (message == null || !Arrays.equals(Arrays.copyOf(copied, message.length), message)) {
        throw new IllegalStateException("no message was copied, or the last copy is wrong");
      }
    }
  }

  /** Encrypts the next message. */
  @Benchmark
  public byte[] encrypt(Encryption with, Messages messages) {
    with.message = messages.ring.next();
    with.c = with.rsa.encrypt(with.message);
    return with.c;
  }

  /** The floor: takes the next message and copies it. */
  @Benchmark
  public byte[] floor(Copy to, Messages messages) {
    to.message = messages.ring.next();
    System.arraycopy(to.message, 0, to.copied, 0, to.message.length);
    return to.copied;
  }
}
