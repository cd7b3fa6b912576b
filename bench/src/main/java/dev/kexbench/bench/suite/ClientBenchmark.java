package dev.kexbench.bench.suite;

import dev.kexbench.bench.suite.Ciphertexts.Ciphertext;
import dev.kexbench.core.crypto.RsaOaepEncryption;
import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.Step;
import java.io.IOException;
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
 * What does one exchange cost a client: making its OFFER, and processing the ACK?
 *
 * <p>{@code offer}: a role for the next of 1,024 clients makes the whole OFFER of 288, 416 or 544
 * bytes: {@code k}, its MAC, RSA encryption, transcript. {@code confirm}: a role whose OFFER was
 * answered receives the ACK of 72 bytes, verifies it and makes the CONFIRM of 40. A client accepts
 * one ACK, so the server makes each just before the operation and outside the measured time. For
 * that, both sides exchange {@code k} in an encoding that nothing encrypts: with RSA, preparing one
 * operation would take a hundred times as long as the operation, and a fork would end long before
 * the compiler knew it. The client's hashes and MACs are the same. The floor is the RSA encryption
 * alone, which only {@code offer} includes.
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

    /** Opens the server's clients. */
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
        throw new IllegalStateException("no OFFER was made, or the server refuses the last one");
      }
    }
  }

  /** One thread's client that awaits an ACK, and its last step. */
  @State(Scope.Thread)
  public static class Awaiting {
    private Server server;
    private Clients clients;
    private ClientRole client;
    private Role connection;
    private ByteBuffer ack;
    private Step last;

    /** Opens the clients of a server that needs no RSA to answer. */
    @Setup
    public void meet(Server given) throws IOException {
      server = given.withoutRsa();
      clients = server.clients();
    }

    /** Has the server answer the next client's OFFER. */
    @Setup(Level.Invocation)
    public void answer() {
      client = clients.open(clients.next());
      connection = server.open().accept();
      Step.Send answer = (Step.Send) ClientBenchmark.answer(connection, (Step.Send) client.start());
      ack = ByteBuffer.wrap(answer.bytes());
    }

    /** The server must accept the last CONFIRM. */
    @TearDown
    public void check() {
      if (!(last instanceof Step.Established made)
          || !(connection.receive(ByteBuffer.wrap(made.bytes())) instanceof Step.Established)) {
        throw new IllegalStateException("no ACK was accepted, or the server refuses the CONFIRM");
      }
    }
  }

  /** One thread's encryption with the server's key, and its last ciphertext. */
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

    /** The private key must decrypt the last ciphertext. */
    @TearDown
    public void check() {
      if (c == null || !Arrays.equals(decryptor.decrypt(c), input.message())) {
        throw new IllegalStateException("nothing was encrypted, or the last ciphertext is wrong");
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
