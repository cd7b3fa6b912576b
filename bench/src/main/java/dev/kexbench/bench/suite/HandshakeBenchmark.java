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
 * What does a handshake of one exchange cost compared with that of another?
 *
 * <p>One operation, in memory and on one thread: all flights between the next of 1,024 clients and
 * a new connection of the server, until both are established. No session key is derived, and the
 * sessions are closed. The figure includes the work of both sides. There is no floor: comparing the
 * exchanges shows what each part costs.
 *
 * <pre>{@code scripts/bench --exchanges
 * scripts/bench -p exchange=kx1-rsa2048,tls12-rsa HandshakeBenchmark.whole
 * scripts/bench -p exchange=tls13-ecdhe --tls-engine all HandshakeBenchmark.whole}</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class HandshakeBenchmark {
  /** One thread's server and clients, and the last handshake's outcome. */
  @State(Scope.Thread)
  public static class Sides {
    /** The exchange's full name in the catalogue; those that are not available are left out. */
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
      "tls13-ecdhe@bouncycastle",
      "tls13-ecdhe-mutual@boringssl",
      "tls13-ecdhe-mutual@jdk",
      "tls13-ecdhe-mutual@bouncycastle",
      "tls13-x25519@boringssl",
      "tls13-x25519@jdk",
      "tls13-x25519@bouncycastle",
      "tls13-hybrid@boringssl",
      "tls13-hybrid@bouncycastle",
      "tls13-psk-dhe@bouncycastle"
    })
    public String exchange;

    /** The crypto provider of both sides. */
    @Param({"ACCP", "BC", "JDK"})
    public CryptoSource provider;

    private Handshakes handshakes;
    private Handshakes.Outcome last;

    /** Creates the server's keys and enrols the clients. */
    @Setup
    public void enrol() {
      handshakes = new Handshakes(Catalogue.findStream(exchange).orElseThrow(), provider.backend());
    }

    private void closeSessions() {
      if (last != null) {
        last.close();
      }
    }

    /** The two sessions of the last handshake must agree. */
    @TearDown
    public void check() {
      if (last == null || !last.agrees()) {
        throw new IllegalStateException(
            "no handshake was done, or the last one's sessions disagree");
      }
    }
  }

  /** From the first flight to both sides established. */
  @Benchmark
  public Handshakes.Outcome whole(Sides sides) {
    sides.closeSessions();
    sides.last = sides.handshakes.whole();
    return sides.last;
  }
}
