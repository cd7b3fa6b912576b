package dev.kexbench.bench.suite;

import dev.kexbench.bench.suite.Ciphertexts.Ciphertext;
import dev.kexbench.core.crypto.RsaOaepEncryption;
import dev.kexbench.core.crypto.RsaPrivateOperation;
import dev.kexbench.core.crypto.Sha256;
import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.Session;
import dev.kexbench.core.exchange.SessionKey;
import dev.kexbench.core.exchange.Step;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What does one exchange cost both sides together?
 *
 * <p>One operation, in memory and on one thread: OFFER, ACK and CONFIRM between the next of 1,024
 * clients and a new connection of the server, until both are established; no session key is derived
 * and the sessions are closed. The floor is one RSA encryption and one private-key operation.
 *
 * <pre>{@code scripts/bench WholeExchange
 * scripts/bench -p provider=accp,no-crypto -p bits=2048,4096 WholeExchangeBenchmark.exchange}</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class WholeExchangeBenchmark {
  /** One thread's clients and their server, and the sessions of the last exchange. */
  @State(Scope.Thread)
  public static class Sides {
    private Server server;
    private Clients clients;
    private Session atClient;
    private Session atServer;

    /** Opens the server's clients. */
    @Setup
    public void meet(Server given) {
      server = given;
      clients = given.clients();
    }

    void closeSessions() {
      if (atClient != null) {
        atClient.close();
        atServer.close();
      }
    }

    /** The two sessions of the last exchange must agree. */
    @TearDown
    public void check() {
      if (atClient == null
          || !Arrays.equals(atClient.key(SessionKey.EXPORTER), atServer.key(SessionKey.EXPORTER))) {
        throw new IllegalStateException(
            "no exchange was done, or the last one's sessions disagree");
      }
    }
  }

  /** One thread's two RSA operations, and their last results. */
  @State(Scope.Thread)
  public static class TwoOperations {
    private RsaOaepEncryption encryption;
    private RsaPrivateOperation decryption;
    private Sha256 sha;
    private Ciphertext input;
    private byte[] encoded;
    private byte[] c;

    /** Imports the key's halves. */
    @Setup
    public void keep(Server server) {
      encryption = server.backend().rsaOaep(server.key().publicHalf());
      decryption = server.backend().rsaPrivate(server.key().privateHalf());
      encoded = new byte[server.key().bytes()];
      sha = server.backend().sha256();
    }

    /** Both ciphertexts must decrypt to the message: the given one, and the one that was made. */
    @TearDown
    public void check() {
      if (c == null || !isDecoded() || !isDecrypted()) {
        throw new IllegalStateException("no operation was done, or the last result is wrong");
      }
    }

    private boolean isDecrypted() {
      decryption.apply(c, encoded);
      return isDecoded();
    }

    private boolean isDecoded() {
      return Arrays.equals(OaepEncoding.decoded(sha, encoded), input.message());
    }
  }

  /** From OFFER to both sides established. */
  @Benchmark
  public Step exchange(Sides sides) {
    sides.closeSessions();
    try (ClientRole client = sides.clients.open(sides.clients.next());
        Role connection = sides.server.open().accept()) {
      byte[] offer = ((Step.Send) client.start()).bytes();
      Step step = connection.receive(ByteBuffer.wrap(offer));
      byte[] ack = ((Step.Send) ((Step.Compute) step).work().get()).bytes();
      Step.Established made = (Step.Established) client.receive(ByteBuffer.wrap(ack));
      Step confirmed = connection.receive(ByteBuffer.wrap(made.bytes()));
      sides.atClient = made.session();
      sides.atServer = ((Step.Established) confirmed).session();
      return confirmed;
    }
  }

  /** The floor: both RSA operations. */
  @Benchmark
  public byte[] floor(TwoOperations with, Ciphertexts inputs) {
    with.input = inputs.next();
    with.c = with.encryption.encrypt(with.input.message());
    with.decryption.apply(with.input.c(), with.encoded);
    return with.encoded;
  }
}
