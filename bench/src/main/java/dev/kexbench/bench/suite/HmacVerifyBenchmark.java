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
 * time. Clients come in random order, so that the state of a hundred thousand of them does not fit
 * into the L1 and L2 caches. The floor compares with a copy of the tag instead of computing it.
 *
 * <pre>{@code scripts/bench HmacVerify
 * scripts/bench -p provider=jdk -p clients=1,1000,100000 -p tag=good,wrong HmacVerify}</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HmacVerifyBenchmark {
  /** About the length of an OFFER at RSA-2048 with the other data that is hashed. */
  private static final int DATA_BYTES = 350;

  private static final long SEED = 1;

  /** Whether a client's tag is right. */
  public enum Tag {
    /** The right tag. */
    GOOD,
    /** A tag whose last byte is wrong. */
    WRONG
  }

  /**
   * One client.
   *
   * @param data {@value #DATA_BYTES} bytes
   * @param tag 32 bytes, as received
   */
  record Client(ClientMac mac, byte[] data, byte[] tag) {}

  /** All clients, shared by all threads. */
  @State(Scope.Benchmark)
  public static class Clients {
    /** The crypto provider. */
    @Param public BackendKind provider;

    /** How the MAC is keyed for each client. */
    @Param public MacKeying keying;

    /** The number of clients. */
    @Param({"1000", "1", "100000"})
    public int clients;

    /** Whether the clients' tags are right. */
    @Param public Tag tag;

    private JcaBackend backend;
    private List<Client> all;

    /** Draws a key and data for each client, and computes the tags with the JDK. */
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

  /** One thread's hash, its position among the clients, and its last result. */
  @State(Scope.Thread)
  public static class Verifier {
    private final byte[] copied = new byte[Sha256.BYTES];
    private Clients clients;
    private Sha256 kept;
    private int at;
    private boolean used;
    private boolean verified;

    /** Creates the hash that this thread keeps. */
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

    /** The last comparison must have the expected result. */
    @TearDown
    public void check() {
      if (!used || verified != expected()) {
        throw new IllegalStateException("no tag was compared, or the last result is wrong");
      }
    }

    boolean expected() {
      return clients.tag == Tag.GOOD;
    }
  }

  /** Compares a tag with a copy of it, so always finds it right. */
  @State(Scope.Thread)
  public static class Comparer extends Verifier {
    @Override
    boolean expected() {
      return true;
    }
  }

  /** Verifies the next client's tag. */
  @Benchmark
  public boolean verify(Verifier by) {
    Client client = by.next();
    byte[] tag = client.mac().tag(by.kept, client.data());
    by.verified = MessageDigest.isEqual(tag, client.tag());
    return by.verified;
  }

  /** The floor: the same comparison, with a copy of the tag. */
  @Benchmark
  public boolean floor(Comparer by) {
    Verifier verifier = by;
    Client client = by.next();
    System.arraycopy(client.tag(), 0, verifier.copied, 0, verifier.copied.length);
    verifier.verified = MessageDigest.isEqual(verifier.copied, client.tag());
    return verifier.verified;
  }
}
