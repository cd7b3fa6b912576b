package dev.kexbench.bench.suite;

import dev.kexbench.bench.suite.MacKeying.ClientMac;
import dev.kexbench.core.crypto.BackendKind;
import dev.kexbench.core.crypto.JcaBackend;
import dev.kexbench.core.crypto.Sha256;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
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
 * What does it cost to verify one client's tag, and does it pay to keep a keyed MAC for each?
 *
 * <p>One operation: the next client's tag over 350 bytes, and a comparison of 32 bytes in constant
 * time. Clients come in random order, so that what is kept for a hundred thousand of them lies in
 * no near cache. The floor compares with a copy of the tag instead of computing it.
 *
 * <pre>{@code scripts/bench HmacVerify
 * scripts/bench -p provider=jdk -p clients=1,1000,100000 -p tag=good,wrong HmacVerify}</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HmacVerifyBenchmark {
  /** About the length of an OFFER of RSA-2048 with what is hashed around it. */
  private static final int DATA_BYTES = 350;

  private static final long SEED = 1;

  /** Whether a tag is the one that the client should have sent. */
  public enum Tag {
    /** It is. */
    GOOD,
    /** Its last byte is not. */
    WRONG
  }

  /**
   * One client.
   *
   * @param data {@value #DATA_BYTES} bytes
   * @param tag 32 bytes, as they came
   */
  record Client(ClientMac mac, byte[] data, byte[] tag) {}

  /** All clients, whom threads share. */
  @State(Scope.Benchmark)
  public static class Clients {
    /** Who computes. */
    @Param public BackendKind provider;

    /** What is kept for each client. */
    @Param public MacKeying keying;

    /** How many there are. */
    @Param({"1000", "1", "100000"})
    public int clients;

    /** What they send. */
    @Param public Tag tag;

    private JcaBackend backend;
    private List<Client> all;

    /** Enrols them, and signs a message for each by the JDK. */
    @Setup
    public void enrol() throws GeneralSecurityException {
      Random random = new Random(SEED);
      Sha256 signer = Jca.of(BackendKind.JDK).sha256();
      backend = Jca.of(provider);
      all = new ArrayList<>(clients);
      for (int i = 0; i < clients; i++) {
        byte[] key = new byte[Sha256.BYTES];
        byte[] data = new byte[DATA_BYTES];
        random.nextBytes(key);
        random.nextBytes(data);
        byte[] sent = signer.hmac(key, data);
        sent[sent.length - 1] ^= (byte) (tag == Tag.GOOD ? 0 : 1);
        all.add(new Client(keying.of(backend, key), data, sent));
      }
      Collections.shuffle(all, random);
    }
  }

  /** What one thread verifies with, whose turn it is, and what it found last. */
  @State(Scope.Thread)
  public static class Verifier {
    private final byte[] copied = new byte[Sha256.BYTES];
    private Clients clients;
    private Sha256 kept;
    private int at;
    private boolean used;
    private boolean verified;

    /** Makes the object that this thread keeps. */
    @Setup
    public void keep(Clients given) {
      clients = given;
      kept = given.backend.sha256();
    }

    Client next() {
      at = at + 1 == clients.all.size() ? 0 : at + 1;
      used = true;
      return clients.all.get(at);
    }

    /** The last tag must have been found to be what it is. */
    @TearDown
    public void check() {
      if (!used || verified != due()) {
        throw new IllegalStateException("no tag was compared, or the last in a wrong way");
      }
    }

    boolean due() {
      return clients.tag == Tag.GOOD;
    }
  }

  /** Compares what needs no computing. */
  @State(Scope.Thread)
  public static class Comparer extends Verifier {
    @Override
    boolean due() {
      return true;
    }
  }

  /** The whole: whether the next client's tag is right. */
  @Benchmark
  public boolean verify(Verifier by) {
    Client client = by.next();
    byte[] tag = client.mac().tag(by.kept, client.data());
    by.verified = MessageDigest.isEqual(tag, client.tag());
    return by.verified;
  }

  /** The floor: the same comparison with a tag that is known already. */
  @Benchmark
  public boolean floor(Comparer by) {
    Verifier verifier = by;
    Client client = by.next();
    System.arraycopy(client.tag(), 0, verifier.copied, 0, verifier.copied.length);
    verifier.verified = MessageDigest.isEqual(verifier.copied, client.tag());
    return verifier.verified;
  }
}
