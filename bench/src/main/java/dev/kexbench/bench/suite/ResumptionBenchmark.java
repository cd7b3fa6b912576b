package dev.kexbench.bench.suite;

import dev.kexbench.core.Catalogue;
import dev.kexbench.core.exchange.Step;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What does answering a returning client cost the server of an exchange of KX1?
 *
 * <p>One operation, in memory: a new connection takes the first flight of a client that returns
 * with a ticket, and the server does everything that it leads to, up to its own first flight. Both
 * the client's flight and the rest of the handshake are outside of the measured time. After every
 * operation the handshake is completed, both sides must report that they resumed, and the server
 * must not have used its private key; the client then returns with the ticket that it got. B/op
 * includes what that allocates.
 *
 * <p>The floor is KX1's cryptography alone, with inputs of the same lengths: three hashes, nine
 * HMACs (five HKDF-Expands, two HKDF-Extracts, two tags), one ticket opened and one sealed with
 * AES-256-GCM, and with {@code resume-dhe} a key pair and an agreement on P-256 ({@code kx1-noise}
 * and {@code kx1-hybrid} use X25519 instead).
 *
 * <p>For the whole handshake, also of TLS, see {@link ResumedHandshakeBenchmark}.
 *
 * <pre>{@code scripts/bench --exchanges Resumption
 * scripts/bench -p resumption=resume,resume-dhe -p exchange=kx1-rsa2048 Resumption}</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ResumptionBenchmark {
  /** One thread's clients with their tickets, and the current handshake. */
  @State(Scope.Thread)
  public static class Returning {
    private static final int CLIENTS = 128;

    /** The name of an exchange in the catalogue that issues tickets. */
    @Param({
      "kx1-rsa2048",
      "kx1-rsa3072",
      "kx1-rsa4096",
      "kx1-rsa2048-batch",
      "kx1-rsa3072-batch",
      "kx1-noise",
      "kx1-hybrid",
      "kx1-ecdh-p256",
      "kx1-spake2plus"
    })
    public String exchange;

    /** The crypto provider of both sides. */
    @Param({"ACCP", "BC", "JDK"})
    public CryptoSource provider;

    /** How the clients return. */
    @Param public ResumptionKind resumption;

    private TicketHolders clients;
    private MemoryHandshake handshake;
    private long finished;

    /** Performs a full exchange with each client. */
    @Setup
    public void meet() {
      clients =
          new TicketHolders(
              Catalogue.findStream(exchange).orElseThrow(), provider.backend(), resumption);
    }

    /** The next client makes its first flight. */
    @Setup(Level.Invocation)
    public void begin() {
      handshake = clients.begin();
    }

    /** Completes the handshake, which both sides must have resumed. */
    @TearDown(Level.Invocation)
    public void finish() {
      try (MemoryHandshake answered = handshake) {
        clients.finish(answered).close();
      }
      finished++;
    }

    /** At least one handshake must have been completed; each was checked. */
    @TearDown
    public void check() {
      if (finished == 0) {
        throw new IllegalStateException("no returning client was answered");
      }
    }
  }

  /** From the first flight of a returning client to the server's. */
  @Benchmark
  public Step answer(Returning client) {
    return client.handshake.answer();
  }

  /** The floor: KX1's cryptography alone. */
  @Benchmark
  public byte[] floor(ResumptionCryptography with) {
    return with.answer();
  }
}
