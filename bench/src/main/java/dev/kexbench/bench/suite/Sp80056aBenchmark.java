package dev.kexbench.bench.suite;

import dev.kexbench.bench.sp80056a.Contribution;
import dev.kexbench.bench.sp80056a.DhGroup;
import dev.kexbench.bench.sp80056a.KeyAgreementScheme;
import dev.kexbench.bench.sp80056a.SchemeKeys;
import dev.kexbench.bench.sp80056a.SchemePair;
import dev.kexbench.bench.sp80056a.SchemeParty;
import dev.kexbench.bench.sp80056a.SchemeSide;
import java.security.SecureRandom;
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
 * What does a session of each scheme of SP 800-56A Rev. 3 cost one party?
 *
 * <p>One operation is all that a party does in one session, on one thread and without messages:
 * generating its ephemeral key pair or nonce, fully validating the peer's ephemeral public key, one
 * or two agreements, deriving 64 bytes (32 in {@code c-2e-0s}, which has no confirmation), and each
 * tag that the party makes or verifies. Static keys are validated once, before all sessions. A
 * peer's answer depends on the party's ephemeral key, so an operation generates a new contribution,
 * wipes it, and continues one of 128 prepared sessions: the same work. The floor is the
 * Diffie-Hellman operations alone: the same key generation, validation and agreements, without
 * derivation and tags.
 *
 * <pre>{@code scripts/bench --schemes
 * scripts/bench --schemes -p group=p256 -p side=v -p provider=accp,jdk}</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Sp80056aBenchmark {
  /** One thread's party with prepared sessions, and the last result. */
  @State(Scope.Thread)
  public static class Sessions {
    private static final int PREPARED = 128;

    /** The scheme, by the numbers of ephemeral and static key pairs. */
    @Param public KeyAgreementScheme scheme;

    /** The group. */
    @Param public DhGroup group;

    /** The crypto provider. */
    @Param({"ACCP", "BC", "JDK"})
    public CryptoSource provider;

    /** Whose work is measured: the initiator's (U) or the responder's (V). */
    @Param public SchemeSide side;

    private SchemeParty party;
    private Ring<Prepared> ring;
    private Prepared last;
    private byte[] result;
    private byte[] expected;
    private boolean confirmed;
    private int generated;

    /** A session in which everything but the measured work is done. */
    private record Prepared(Contribution own, byte[] theirs, byte[] tag, byte[] key, byte[] z) {}

    /** Both parties perform the sessions. */
    @Setup
    public void prepare() {
      SchemePair pair = SchemePair.of(scheme, group, provider.backend(), new SecureRandom());
      party = pair.party(side);
      SchemeParty peer = pair.party(side.other());
      ring = Ring.of(PREPARED, () -> prepared(peer));
    }

    private Prepared prepared(SchemeParty peer) {
      Contribution own = party.contribute();
      try (Contribution theirs = peer.contribute();
          SchemeKeys keys = peer.agree(theirs, own.bytes()).orElseThrow()) {
        byte[] tag =
            scheme.confirms(side.other())
                ? peer.tag(keys, theirs.bytes(), own.bytes())
                : new byte[0];
        byte[] z = peer.secret(theirs, own.bytes()).orElseThrow();
        return new Prepared(own, theirs.bytes(), tag, keys.key().clone(), z);
      }
    }

    byte[] session() {
      last = ring.next();
      byte[] mine = last.own().bytes();
      try (Contribution fresh = party.contribute()) {
        generated = fresh.bytes().length;
      }
      try (SchemeKeys keys = party.agree(last.own(), last.theirs()).orElseThrow()) {
        confirmed =
            !scheme.confirms(side.other()) || party.verifies(keys, mine, last.theirs(), last.tag());
        result = keys.key().clone();
        expected = last.key();
        return scheme.confirms(side) ? party.tag(keys, mine, last.theirs()) : result;
      }
    }

    byte[] agreements() {
      last = ring.next();
      try (Contribution fresh = party.contribute()) {
        generated = fresh.bytes().length;
      }
      result = party.secret(last.own(), last.theirs()).orElseThrow();
      expected = last.z();
      confirmed = true;
      return result;
    }

    /** The last session must have agreed on its key and verified the peer's tag. */
    @TearDown
    public void check() {
      if (last == null
          || !confirmed
          || generated != last.own().bytes().length
          || !Arrays.equals(result, expected)) {
        throw new IllegalStateException("no session was completed, or its keys differ");
      }
    }
  }

  /** All that one party does in a session. */
  @Benchmark
  public byte[] session(Sessions of) {
    return of.session();
  }

  /** The floor: the Diffie-Hellman operations alone. */
  @Benchmark
  public byte[] floor(Sessions of) {
    return of.agreements();
  }
}
