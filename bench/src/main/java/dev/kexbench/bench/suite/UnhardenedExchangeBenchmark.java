package dev.kexbench.bench.suite;

import dev.kexbench.core.crypto.BackendKind;
import dev.kexbench.core.crypto.JcaBackend;
import dev.kexbench.core.crypto.Sha256;
import dev.kexbench.core.identity.ClientId;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
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
 * What would an answer cost without any hardening? The difference from {@link
 * ExchangeBenchmark#answer} is the cost of KX1's hardening.
 *
 * <p>The unhardened protocol: the client sends its id and {@code c = E(pub, k || MAC(k, s))}; the
 * server decrypts, recomputes the MAC, compares, and answers OK or ERR. There is no frame,
 * transcript, server random or key confirmation, no tag on the answer, and no key other than {@code
 * k}. It uses the provider's own padding, whose exceptions distinguish a bad padding from a wrong
 * MAC. It exists only to be measured; do not use it.
 *
 * <p>One operation: the id and ciphertext of the next of 1,024 clients are processed up to the
 * answer's one byte, with objects that a thread keeps. The floor is the provider's OAEP decryption
 * alone.
 *
 * <pre>{@code scripts/bench Unhardened ExchangeBenchmark
 * scripts/bench -p provider=accp -p bits=2048,4096 Unhardened ExchangeBenchmark.answer}</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class UnhardenedExchangeBenchmark {
  private static final int OK = 1;
  private static final int ERR = 0;

  /**
   * A client's message.
   *
   * @param c as long as the modulus
   */
  record Message(ClientId client, byte[] c) {}

  /** One thread's server, its clients' messages, and the last answer. */
  @State(Scope.Thread)
  public static class UnhardenedServer {
    /** The crypto provider. */
    @Param public BackendKind provider;

    private final Map<ClientId, byte[]> secrets = new HashMap<>();
    private Ring<Message> ring;
    private PrivateCipher cipher;
    private Sha256 sha;
    private byte[] out;
    private int answer = ERR;
    private int length;

    /** Draws a secret for each client and makes its message. */
    @Setup
    public void prepare(ServerKey key) throws GeneralSecurityException {
      JcaBackend jca = Jca.of(provider);
      cipher =
          new PrivateCipher(
              PrivateCipher.Padding.OAEP, CipherLife.KEPT, jca.rsa(), key.privateHalf());
      sha = jca.sha256();
      out = new byte[key.bytes()];
      SecureRandom random = new SecureRandom();
      var encryption = jca.rsaOaep(key.publicHalf());
      ring =
          Ring.of(
              () -> {
                byte[] drawn = new byte[2 * Sha256.BYTES + ClientId.BYTES];
                random.nextBytes(drawn);
                byte[] secret = Arrays.copyOf(drawn, Sha256.BYTES);
                byte[] k = Arrays.copyOfRange(drawn, Sha256.BYTES, 2 * Sha256.BYTES);
                ClientId id = ClientId.at(drawn, 2 * Sha256.BYTES);
                secrets.put(id, secret);
                byte[] plain = Arrays.copyOf(k, 2 * Sha256.BYTES);
                System.arraycopy(sha.hmac(secret, k), 0, plain, k.length, Sha256.BYTES);
                return new Message(id, encryption.encrypt(plain));
              });
    }

    Message next() {
      return ring.next();
    }

    int answer(Message message) throws GeneralSecurityException {
      byte[] secret = secrets.get(message.client());
      byte[] plain = Arrays.copyOf(out, cipher.decrypt(message.c(), out));
      byte[] k = Arrays.copyOf(plain, Sha256.BYTES);
      byte[] mac = Arrays.copyOfRange(plain, Sha256.BYTES, plain.length);
      return Arrays.equals(sha.hmac(secret, k), mac) ? OK : ERR;
    }

    /** The last answer must be OK. */
    @TearDown
    public void check() {
      if (answer != OK) {
        throw new IllegalStateException("nothing was answered, or the last answer is ERR");
      }
    }
  }

  /** A server that only decrypts messages. */
  @State(Scope.Thread)
  public static class Decrypted extends UnhardenedServer {
    @Override
    public void check() {
      if (super.length != 2 * Sha256.BYTES) {
        throw new IllegalStateException("nothing was decrypted, or the last message is wrong");
      }
    }
  }

  /** Answers the next message. */
  @Benchmark
  public int answer(UnhardenedServer server) throws GeneralSecurityException {
    server.answer = server.answer(server.next());
    return server.answer;
  }

  /** The floor: the provider's own decryption. */
  @Benchmark
  public int floor(Decrypted by) throws GeneralSecurityException {
    UnhardenedServer server = by;
    server.length = server.cipher.decrypt(server.next().c(), server.out);
    return server.length;
  }
}
