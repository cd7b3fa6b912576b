package dev.kexbench.bench;

import dev.kexbench.bench.Ciphertexts.Ciphertext;
import dev.kexbench.core.Catalogue;
import dev.kexbench.core.crypto.BackendKind;
import dev.kexbench.core.crypto.Backends;
import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.CryptoChoice;
import dev.kexbench.core.crypto.Oaep;
import dev.kexbench.core.crypto.Pool;
import dev.kexbench.core.crypto.PoolKind;
import dev.kexbench.core.crypto.RsaPrivateOperation;
import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.exchange.StageTimer;
import dev.kexbench.core.exchange.Step;
import dev.kexbench.core.exchange.Surroundings;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientTable;
import dev.kexbench.core.identity.Enrolment;
import dev.kexbench.core.identity.Enrolment.EnrolmentSetup;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
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
 * What does answering one OFFER cost a server beyond the private-key operation, and what does a
 * refusal cost it?
 *
 * <p>One operation, in memory: a role for a new connection takes a whole OFFER (288 bytes at
 * RSA-2048, 312 with an admission part) of the next of 1,024 clients, does what is dear, and ends
 * with an ACK of 72 bytes or a REJECT of 9; the role is closed, which wipes what awaits a CONFIRM.
 * Crypto objects are kept per thread. The floor is the private-key operation alone, on as many
 * ciphertexts: the difference in time and in {@code gc.alloc.rate.norm} is the exchange's own. A
 * wrong admission tag is refused without that operation.
 *
 * <pre>{@code scripts/bench -p provider=accp Exchange
 * scripts/bench -p offer=good,wrong-mac,bad-padding,unknown-client ExchangeBenchmark.answer}</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ExchangeBenchmark {
  /** The server, whose connections all threads serve, and its clients. */
  @State(Scope.Benchmark)
  public static class Server {
    /** Who computes. */
    @Param public BackendKind provider;

    private CryptoBackend backend;
    private Pool<RsaPrivateOperation> privateKeys;
    private ServerKey key;
    private Exchange exchange;
    private Surroundings surroundings;
    private List<ClientCredentials> enrolled;
    private ServerSide open;
    private ServerSide guarded;

    /** Enrols the clients and starts the server, once without and once with admission. */
    @Setup
    public void start(ServerKey given, BenchmarkParams run) throws IOException {
      start(given, run.getThreads());
    }

    void start(ServerKey given, int threads) throws IOException {
      key = given;
      exchange = Catalogue.find("kx1-rsa" + key.bits).orElseThrow();
      backend = Backends.select(provider.label()).backend();
      SecureRandom random = new SecureRandom();
      surroundings = new Surroundings(System::currentTimeMillis, random, StageTimer.NONE);
      enrolled =
          Enrolment.random(
              "client", Ring.SIZE, new EnrolmentSetup(key.keys().gate(), backend.sha256(), random));
      ClientTable table =
          StoredTable.of(
              enrolled.stream().map(each -> new StoredTable.Row(each.id(), each.root())));
      CryptoChoice crypto = new CryptoChoice(backend, PoolKind.THREAD_LOCAL, threads);
      open = exchange.server(new ServerSetup(key.keys(), table, crypto, surroundings, false));
      guarded = exchange.server(new ServerSetup(key.keys(), table, crypto, surroundings, true));
      privateKeys = crypto.pooled(() -> backend.rsaPrivate(key.privateHalf()));
    }

    Clients clients() {
      CryptoChoice theirs =
          new CryptoChoice(Backends.select("jdk").backend(), PoolKind.THREAD_LOCAL, 1);
      return new Clients(exchange, key.keys(), enrolled, theirs, surroundings);
    }
  }

  /** One thread's OFFERs, and the server's last answer. */
  @State(Scope.Thread)
  public static class Offers {
    private static final int ACK_BYTES = 72;
    private static final int REJECT_BYTES = 9;

    /** What is offered. */
    @Param public OfferKind offer;

    private ServerSide server;
    private Ring<byte[]> ring;
    private boolean dear;
    private Step last;

    /** Makes one for each client. */
    @Setup
    public void make(Server to) {
      server = offer.toGuarded() ? to.guarded : to.open;
      Clients clients = to.clients();
      ring = Ring.of(() -> offer.make(clients));
    }

    /** The last answer must be the one that such an OFFER is due, by the way that it is due. */
    @TearDown
    public void check() {
      if (last == null || dear != offer.isDear() || !isDue(last)) {
        throw new IllegalStateException("no OFFER was answered, or the last in a wrong way");
      }
    }

    private boolean isDue(Step answer) {
      if (answer instanceof Step.Refused refused) {
        return offer.refusal().filter(refused.reason()::equals).isPresent()
            && refused.bytes().length == REJECT_BYTES;
      }
      return offer.refusal().isEmpty()
          && answer instanceof Step.Send ack
          && ack.bytes().length == ACK_BYTES;
    }
  }

  /** What the floor made last. */
  @State(Scope.Thread)
  public static class Encoded {
    private byte[] encoded;
    private Ciphertext last;
    private Server server;

    /** Fits the buffer to the key. */
    @Setup
    public void fit(Server given) {
      server = given;
      encoded = new byte[given.key.bits / Byte.SIZE];
    }

    /** The last must decode to the message that was encrypted. */
    @TearDown
    public void check() {
      byte[] message = new byte[Ciphertexts.MESSAGE_BYTES];
      int wrong = Oaep.decode(server.backend.sha256(), encoded, message);
      if (last == null || wrong != 0 || !Arrays.equals(message, last.message())) {
        throw new IllegalStateException("no operation was done, or the last came out wrong");
      }
    }
  }

  /** From OFFER to ACK or REJECT, on a new connection. */
  @Benchmark
  public Step answer(Offers offers) {
    try (Role connection = offers.server.accept()) {
      Step step = connection.receive(ByteBuffer.wrap(offers.ring.next()));
      offers.dear = step instanceof Step.Compute;
      offers.last = step instanceof Step.Compute compute ? compute.work().get() : step;
      return offers.last;
    }
  }

  /** The floor: the private-key operation alone. */
  @Benchmark
  public byte[] floor(Server server, Ciphertexts inputs, Encoded to) {
    to.last = inputs.next();
    server.privateKeys.with(
        rsa -> {
          rsa.apply(to.last.c(), to.encoded);
          return to.encoded;
        });
    return to.encoded;
  }
}
