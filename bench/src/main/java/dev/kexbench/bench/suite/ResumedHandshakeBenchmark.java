package dev.kexbench.bench.suite;

import dev.kexbench.core.Catalogue;
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
 * What does a handshake of a returning client cost, by exchange?
 *
 * <p>One operation, in memory and on one thread: all flights between the next of 128 clients, which
 * presents the ticket of its last handshake, and a new connection of the server, until both are
 * established and the client has the next ticket. The figure includes the work of both sides, since
 * an engine of TLS spreads a server's work over its flights. KX1 returns without an ephemeral
 * agreement, as TLS 1.2 does; TLS 1.3 always has one. Each operation fails if it was not resumed,
 * or if the server used its private key. There is no floor: {@link HandshakeBenchmark#whole} of the
 * same exchange is the full handshake.
 *
 * <pre>{@code scripts/bench --exchanges Handshake
 * scripts/bench -p exchange=tls13-ecdhe --tls-engine all Handshake.*whole}</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ResumedHandshakeBenchmark {
  /** One thread's server and returning clients, and the last handshake's outcome. */
  @State(Scope.Thread)
  public static class ReturningSides {
    /** The full name of an exchange that issues tickets; others here are left out. */
    @Param({
      "kx1-rsa2048",
      "kx1-rsa3072",
      "kx1-rsa4096",
      "kx1-rsa2048-batch",
      "kx1-rsa3072-batch",
      "kx1-noise",
      "kx1-hybrid",
      "kx1-ecdh-p256",
      "kx1-spake2plus",
      "tls12-rsa@boringssl",
      "tls12-rsa@jdk",
      "tls12-rsa@bouncycastle",
      "tls12-dhe-rsa@jdk",
      "tls12-dhe-rsa@bouncycastle",
      "tls12-ecdhe-rsa@boringssl",
      "tls12-ecdhe-rsa@jdk",
      "tls12-ecdhe-rsa@bouncycastle",
      "tls12-ecdhe-ecdsa@boringssl",
      "tls12-ecdhe-ecdsa@jdk",
      "tls12-ecdhe-ecdsa@bouncycastle",
      "tls12-psk@bouncycastle",
      "tls12-dhe-psk@bouncycastle",
      "tls12-ecdhe-psk@bouncycastle",
      "tls12-rsa-psk@bouncycastle",
      "tls12-ecdhe-rsa-mutual@boringssl",
      "tls12-ecdhe-rsa-mutual@jdk",
      "tls12-ecdhe-rsa-mutual@bouncycastle",
      "tls13-ecdhe@boringssl",
      "tls13-ecdhe@jdk",
      "tls13-ecdhe-mutual@boringssl",
      "tls13-ecdhe-mutual@jdk",
      "tls13-x25519@boringssl",
      "tls13-x25519@jdk",
      "tls13-hybrid@boringssl"
    })
    public String exchange;

    /** The crypto provider of both sides. */
    @Param({"ACCP", "BC", "JDK"})
    public CryptoSource provider;

    private TicketHolders clients;
    private Handshakes.Outcome last;

    /** Performs a full handshake with each client. */
    @Setup
    public void meet() {
      clients =
          new TicketHolders(
              Catalogue.findStream(exchange).orElseThrow(),
              provider.backend(),
              ResumptionKind.RESUME);
    }

    private Handshakes.Outcome whole() {
      if (last != null) {
        last.close();
      }
      try (MemoryHandshake handshake = clients.begin()) {
        handshake.answer();
        last = clients.finish(handshake);
        return last;
      }
    }

    /** At least one handshake must have been completed; each was checked. */
    @TearDown
    public void check() {
      if (last == null) {
        throw new IllegalStateException("no returning client was answered");
      }
    }
  }

  /** From the first flight of a returning client to both sides established. */
  @Benchmark
  public Handshakes.Outcome whole(ReturningSides sides) {
    return sides.whole();
  }
}
