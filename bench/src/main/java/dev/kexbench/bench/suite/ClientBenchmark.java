package dev.kexbench.bench.suite;

import dev.kexbench.bench.suite.Ciphertexts.Ciphertext;
import dev.kexbench.core.crypto.RsaOaepEncryption;
import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.Step;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What does one exchange cost a client: making its OFFER, and taking the ACK?
 *
 * <p>{@code offer}: a role for the next of 1,024 clients makes the whole OFFER of 288, 416 or 544
 * bytes: {@code k}, its MAC, RSA encryption, transcript. {@code confirm}: a role whose OFFER was
 * answered takes the ACK of 72 bytes, verifies it and makes the CONFIRM of 40. A client takes an
 * ACK once, so each is got from the server just before and outside of the measured time; caches are
 * as that leaves them. The floor is the RSA encryption alone, of which the second half has none.
 *
 * <pre>{@code scripts/bench ClientBenchmark
 * scripts/bench -p provider=accp -p bits=2048,4096 ClientBenchmark.offer}</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ClientBenchmark {
  /** One thread's clients, and the last OFFER. */
  @State(Scope.Thread)
  public static class Offering {
    private Server server;
    private Clients clients;
    private Step last;

    /** Lets them know the server. */
    @Setup
    public void meet(Server given) {
      server = given;
      clients = given.clients();
    }

    /** The server must answer the last OFFER. */
    @TearDown
    public void check() {
      if (!(last instanceof Step.Send offer)
          || !(answer(server.open().accept(), offer) instanceof Step.Send)) {
        throw new IllegalStateException("no OFFER was made, or the server refuses the last");
      }
    }
  }

  /** One thread's client that has an ACK to take, and what it made of the last. */
  @State(Scope.Thread)
  public static class Awaiting {
    private Server server;
    private Clients clients;
    private ClientRole client;
    private Role connection;
    private ByteBuffer ack;
    private Step last;

    /** Lets the clients know the server. */
    @Setup
    public void meet(Server given) {
      server = given;
      clients = given.clients();
    }

    /** Has the next client's OFFER answered. */
    @Setup(Level.Invocation)
    public void answer() {
      client = clients.open(clients.next());
      connection = server.open().accept();
      Step.Send answer = (Step.Send) ClientBenchmark.answer(connection, (Step.Send) client.start());
      ack = ByteBuffer.wrap(answer.bytes());
    }

    /** The server must take the last CONFIRM. */
    @TearDown
    public void check() {
      if (!(last instanceof Step.Established made)
          || !(connection.receive(ByteBuffer.wrap(made.bytes())) instanceof Step.Established)) {
        throw new IllegalStateException("no ACK was taken, or the server refuses the CONFIRM");
      }
    }
  }

  /** What one thread encrypts with. */
  @State(Scope.Thread)
  public static class Encryption {
    private RsaOaepEncryption rsa;
    private Decryptor decryptor;
    private Ciphertext input;
    private byte[] c;

    /** Imports the key. */
    @Setup
    public void keep(Server server) {
      rsa = server.backend().rsaOaep(server.key().publicHalf());
      decryptor = new Decryptor(server.key());
    }

    /** The private key must open the last ciphertext. */
    @TearDown
    public void check() {
      if (c == null || !Arrays.equals(decryptor.open(c), input.message())) {
        throw new IllegalStateException("nothing was encrypted, or the last cannot be opened");
      }
    }
  }

  private static Step answer(Role connection, Step.Send offer) {
    Step step = connection.receive(ByteBuffer.wrap(offer.bytes()));
    return ((Step.Compute) step).work().get();
  }

  /** The first half: an OFFER. */
  @Benchmark
  public Step offer(Offering by) {
    try (ClientRole client = by.clients.open(by.clients.next())) {
      by.last = client.start();
      return by.last;
    }
  }

  /** The second half: ACK to CONFIRM. */
  @Benchmark
  public Step confirm(Awaiting by) {
    by.last = by.client.receive(by.ack);
    return by.last;
  }

  /** The floor: the RSA encryption alone. */
  @Benchmark
  public byte[] floor(Encryption with, Ciphertexts inputs) {
    with.input = inputs.next();
    with.c = with.rsa.encrypt(with.input.message());
    return with.c;
  }
}
