package dev.kexbench.bench.suite;

import dev.kexbench.core.crypto.BackendKind;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.Enrolment;
import dev.kexbench.core.identity.Enrolment.EnrolmentSetup;
import dev.kexbench.core.identity.SaltedClient;
import dev.kexbench.core.identity.ServerKeys;
import java.security.SecureRandom;
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
 * What does it cost to enrol a client with a password, which is also what one password guess costs
 * an attacker who has stolen the client table?
 *
 * <p>One operation: Argon2id over 65,536 KiB in three passes, a salt of 16 bytes, the client's
 * admission key. It happens once per client and never in a handshake. The floor enrols a client
 * with a random root. An operation is longer than an iteration of {@code --quick}, whose figure is
 * that of a JVM that has hardly warmed up.
 *
 * <pre>{@code scripts/bench Argon2}</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Argon2EnrolmentBenchmark {
  private static final String NAME = "client";

  /** One thread's enrolment setup and passwords, and the client that it enrolled last. */
  @State(Scope.Thread)
  public static class Enroller {
    private EnrolmentSetup setup;
    private Ring<String> passwords;
    private SaltedClient last;

    /** Draws the passwords. */
    @Setup
    public void draw() {
      SecureRandom random = new SecureRandom();
      setup =
          new EnrolmentSetup(
              new byte[ServerKeys.GATE_BYTES], Jca.of(BackendKind.JDK).sha256(), random);
      passwords = Ring.of(() -> Long.toHexString(random.nextLong()));
    }

    /** The last client must have a salt and a root. */
    @TearDown
    public void check() {
      if (last == null || isEmpty(last.salt()) || isEmpty(last.client().root())) {
        throw new IllegalStateException("no client was enrolled, or the last has no salt or root");
      }
    }

    static boolean isEmpty(byte[] bytes) {
      return Arrays.equals(bytes, new byte[bytes.length]);
    }
  }

  /** One thread's setup for clients with random roots, and the last client. */
  @State(Scope.Thread)
  public static class RandomEnroller extends Enroller {
    private ClientCredentials client;

    @Override
    public void check() {
      if (client == null || isEmpty(client.root())) {
        throw new IllegalStateException("no client was enrolled");
      }
    }
  }

  /** Enrols a client with a password. */
  @Benchmark
  public SaltedClient enrol(Enroller by) {
    by.last = Enrolment.withPassword(NAME, by.passwords.next(), by.setup);
    return by.last;
  }

  /** The floor: enrols a client with a random root. */
  @Benchmark
  public ClientCredentials floor(RandomEnroller by) {
    Enroller enroller = by;
    by.client = Enrolment.random(NAME, enroller.setup);
    return by.client;
  }
}
