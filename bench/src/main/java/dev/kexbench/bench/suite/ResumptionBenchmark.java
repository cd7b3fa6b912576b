package dev.kexbench.bench.suite;

import dev.kexbench.core.crypto.AesGcm;
import dev.kexbench.core.crypto.Curve;
import dev.kexbench.core.crypto.Ecdh;
import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.Resumption;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.exchange.Step;
import dev.kexbench.core.exchange.Ticket;
import dev.kexbench.core.identity.ClientCredentials;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
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
 * What does answering a returning client cost a server?
 *
 * <p>One operation, in memory: a role for a new connection takes the OFFER of the next of 1,024
 * clients with a ticket, 188 bytes, and ends with an ACK of 168 bytes, which has a new ticket; the
 * role is closed. No private key takes part: compare with {@code ExchangeBenchmark.answer} in the
 * same run. The floor is the ciphers alone: one ticket opened and one sealed, and with {@code
 * resume-dhe} a key pair and an agreement.
 *
 * <pre>{@code scripts/bench -p provider=accp -p bits=2048 -p offer=good Resumption Exchange.*answer
 * scripts/bench Resumption}</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ResumptionBenchmark {
  /** How a client returns. */
  public enum Return {
    /** With the ticket's secret alone. */
    RESUME,
    /** With an ephemeral agreement as well. */
    RESUME_DHE
  }

  /** One thread's returning OFFERs, and the server's last answer. */
  @State(Scope.Thread)
  public static class Offers {
    private static final int ACK_BYTES = 168;

    /** How the clients return. */
    @Param public Return resumption;

    private ServerSide server;
    private Ring<byte[]> ring;
    private Step last;

    /** Makes a full exchange with each client, and the OFFER with which it returns. */
    @Setup
    public void make(Server to) {
      server = to.issuing();
      Clients clients = to.clients();
      ring = Ring.of(() -> offer(clients, clients.next()));
    }

    private byte[] offer(Clients clients, ClientCredentials client) {
      Ticket ticket = ticket(clients, client);
      Resumption how = new Resumption(Optional.of(ticket), resumption == Return.RESUME_DHE);
      try (ClientRole role = clients.resume(client, how)) {
        return ((Step.Send) role.start()).bytes();
      }
    }

    private Ticket ticket(Clients clients, ClientCredentials client) {
      try (ClientRole role = clients.resume(client, Resumption.first());
          Role connection = server.accept()) {
        byte[] offer = ((Step.Send) role.start()).bytes();
        Step.Compute step = (Step.Compute) connection.receive(ByteBuffer.wrap(offer));
        byte[] ack = ((Step.Send) step.work().get()).bytes();
        Step.Established made = (Step.Established) role.receive(ByteBuffer.wrap(ack));
        return made.session().takeTicket().orElseThrow();
      }
    }

    Step answer() {
      try (Role connection = server.accept()) {
        Step step = connection.receive(ByteBuffer.wrap(ring.next()));
        last = step instanceof Step.Compute compute ? compute.work().get() : step;
        return last;
      }
    }

    /** The last answer must be an ACK with a ticket. */
    @TearDown
    public void check() {
      if (!(last instanceof Step.Send ack) || ack.bytes().length != ACK_BYTES) {
        throw new IllegalStateException("no OFFER was answered, or the last answer is wrong");
      }
    }
  }

  /** One thread's ciphers, and the floor's last result. */
  @State(Scope.Thread)
  public static class Ciphers {
    private static final int PLAIN_BYTES = 56;

    /** How the clients return. */
    @Param public Return resumption;

    private AesGcm gcm;
    private Ecdh curve;
    private byte[] peer;
    private byte[] plain;
    private byte[] sealed;
    private byte[] nonce;
    private AesGcm.Use opening;
    private byte[] opened;

    /** Seals a first ticket. */
    @Setup
    public void start(Server with) {
      gcm = with.backend().aesGcm();
      curve = with.backend().ecdh(Curve.X25519);
      try (Ecdh.Key key = curve.generate()) {
        peer = key.publicKey();
      }
      plain = new byte[PLAIN_BYTES];
      Arrays.fill(plain, (byte) 1);
      nonce = new byte[AesGcm.NONCE_BYTES];
      opening = use();
      sealed = gcm.seal(opening, plain);
    }

    /** A nonce is never used twice: it counts. */
    private AesGcm.Use use() {
      ByteBuffer counter = ByteBuffer.wrap(nonce);
      counter.putLong(0, counter.getLong(0) + 1);
      return new AesGcm.Use(new byte[AesGcm.KEY_BYTES], nonce.clone(), new byte[0]);
    }

    byte[] next() {
      opened = gcm.open(opening, sealed).orElseThrow();
      opening = use();
      sealed = gcm.seal(opening, plain);
      if (resumption == Return.RESUME_DHE) {
        try (Ecdh.Key key = curve.generate()) {
          return curve.agree(key, peer).orElseThrow();
        }
      }
      return opened;
    }

    /** The last ticket must have opened. */
    @TearDown
    public void check() {
      if (opened == null || !Arrays.equals(plain, opened)) {
        throw new IllegalStateException("no ticket was opened, or the last one is wrong");
      }
    }
  }

  /** From the OFFER of a returning client to the ACK, on a new connection. */
  @Benchmark
  public Step answer(Offers offers) {
    return offers.answer();
  }

  /** The floor: the ciphers alone. */
  @Benchmark
  public byte[] floor(Ciphers with) {
    return with.next();
  }
}
