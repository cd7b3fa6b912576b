package dev.kexbench.bench.suite;

import dev.kexbench.bench.suite.Ciphertexts.Ciphertext;
import dev.kexbench.core.crypto.Pool;
import dev.kexbench.core.crypto.RsaPrivateOperation;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.exchange.Step;
import java.io.IOException;
import java.nio.ByteBuffer;
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
 * What does answering one OFFER cost a server beyond the private-key operation, and what do a
 * refusal and a returning client cost?
 *
 * <p>One operation, in memory: a role for a new connection takes a whole OFFER (288 bytes at
 * RSA-2048, 312 with an admission part) of the next of 1,024 clients, does the expensive work, and
 * ends with an ACK of 72 bytes or a REJECT of 9; the role is closed, which wipes the state that
 * awaits a CONFIRM. The floor is the private-key operation alone, on as many ciphertexts: the
 * differences in time and in {@code gc.alloc.rate.norm} are the exchange's own cost. A wrong
 * admission tag is refused without that operation. A returning client's OFFER has 188 bytes and its
 * ACK 168 with the next ticket, or 221 and 201 with key shares on P-256; no private key takes part,
 * which the check counts. Before, a server whose exchanges do no RSA answers OFFERs of the same
 * kind, until everything else is compiled. With {@code provider=no-crypto}, frames, copies and
 * bookkeeping remain.
 *
 * <pre>{@code scripts/bench -p provider=accp,no-crypto ExchangeBenchmark
 * scripts/bench -p offer=good,wrong-mac,bad-padding,unknown-client ExchangeBenchmark.answer
 * scripts/bench -p offer=good,returning,returning-dhe ExchangeBenchmark.answer
 * scripts/bench --scaling}</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ExchangeBenchmark {
  /** One thread's OFFERs, and the server's last answer. */
  @State(Scope.Thread)
  public static class Offers {
    private static final int ACK_BYTES = 72;
    private static final int ACK_WITH_TICKET_BYTES = 168;
    private static final int ACK_WITH_POINT_AND_TICKET_BYTES = 201;
    private static final int REJECT_BYTES = 9;

    /**
     * HotSpot's optimising compiler takes a method after 5,000 counted calls, and the first are not
     * counted.
     */
    private static final int CALLS_TO_COMPILE = 10_000;

    /** The kind of OFFER. */
    @Param public OfferKind offer;

    private Server to;
    private ServerSide server;
    private Ring<byte[]> ring;
    private long privateKeyUses;
    private long answers;
    private long acks;
    private boolean computed;
    private Step last;

    /** Makes an OFFER for each client. */
    @Setup
    public void make(Server given) throws IOException {
      warmUp(given.withoutRsa());
      use(given);
    }

    private void use(Server given) {
      to = given;
      server = offer.side(to);
      Clients clients = to.clients();
      ring = Ring.of(() -> offer.make(clients, to));
      privateKeyUses = to.privateKeyUses();
      answers = 0;
      acks = 0;
    }

    /**
     * Everything but the private-key operation gets as warm as where it is measured alone. With
     * that operation, a warm-up of some seconds has too few answers for the compiler.
     */
    private void warmUp(Server quick) {
      use(quick);
      for (int answered = 0; answered < CALLS_TO_COMPILE; answered++) {
        answer();
      }
      last = null;
    }

    Step answer() {
      try (Role connection = server.accept()) {
        Step step = connection.receive(ByteBuffer.wrap(ring.next()));
        computed = step instanceof Step.Compute;
        last = step instanceof Step.Compute compute ? compute.work().get() : step;
        answers++;
        acks += last instanceof Step.Send ? 1 : 0;
        return last;
      }
    }

    /**
     * The last answer must be the expected one, all answers must be ACKs or none, and no returning
     * client may have cost a private-key operation.
     */
    @TearDown
    public void check() {
      if (last == null || computed != offer.isComputed() || !isExpected(last)) {
        throw new IllegalStateException("no OFFER was answered, or the last answer is wrong");
      }
      if (acks != (offer.refusal().isEmpty() ? answers : 0)) {
        throw new IllegalStateException(
            "%d of %d OFFERs were answered with an ACK".formatted(acks, answers));
      }
      if (offer.isReturning() && to.privateKeyUses() != privateKeyUses) {
        throw new IllegalStateException("the server used its private key for a returning client");
      }
    }

    private boolean isExpected(Step answer) {
      if (answer instanceof Step.Refused refused) {
        return offer.refusal().filter(refused.reason()::equals).isPresent()
            && refused.bytes().length == REJECT_BYTES;
      }
      return offer.refusal().isEmpty()
          && answer instanceof Step.Send ack
          && ack.bytes().length == ackBytes();
    }

    private int ackBytes() {
      return switch (offer) {
        case RETURNING -> ACK_WITH_TICKET_BYTES;
        case RETURNING_DHE -> ACK_WITH_POINT_AND_TICKET_BYTES;
        default -> ACK_BYTES;
      };
    }
  }

  /** One thread's private key, and the floor's last result. */
  @State(Scope.Thread)
  public static class Encoded {
    private Pool<RsaPrivateOperation> privateKeys;
    private Server server;
    private byte[] encoded;
    private Ciphertext last;

    /** Allocates a buffer of the key's length. */
    @Setup
    public void fit(Server given) {
      server = given;
      privateKeys = given.privateKeys();
      encoded = new byte[given.key().bytes()];
    }

    /** The last result must decode to the message that was encrypted. */
    @TearDown
    public void check() {
      if (last == null
          || !Arrays.equals(
              OaepEncoding.decoded(server.backend().sha256(), encoded), last.message())) {
        throw new IllegalStateException("no operation was done, or the last result is wrong");
      }
    }
  }

  /** From OFFER to ACK or REJECT, on a new connection. */
  @Benchmark
  public Step answer(Offers offers) {
    return offers.answer();
  }

  /** The floor: the private-key operation alone. */
  @Benchmark
  public byte[] floor(Ciphertexts inputs, Encoded to) {
    to.last = inputs.next();
    to.privateKeys.with(
        rsa -> {
          rsa.apply(to.last.c(), to.encoded);
          return to.encoded;
        });
    return to.encoded;
  }
}
