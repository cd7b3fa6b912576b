package dev.kexbench.bench.sp80056a;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.bench.sp80056a.SchemeParty.Identifiers;
import dev.kexbench.bench.sp80056a.SchemeParty.Tools;
import dev.kexbench.core.crypto.Backends;
import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.Ecdh;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SchemePartyTest {
  private static final CryptoBackend JDK = Backends.select("jdk").backend();
  private static final SecureRandom RANDOM = new SecureRandom();

  static Stream<Arguments> everything() {
    return Backends.working().stream()
        .flatMap(
            backend ->
                Stream.of(DhGroup.values())
                    .flatMap(
                        group ->
                            Stream.of(KeyAgreementScheme.values())
                                .map(scheme -> Arguments.of(scheme, group, backend))));
  }

  /** Both sides of one session. */
  private record Both(
      SchemePair pair, Contribution u, Contribution v, SchemeKeys atU, SchemeKeys atV) {
    static Both of(SchemePair pair) {
      Contribution u = pair.u().contribute();
      Contribution v = pair.v().contribute();
      return new Both(
          pair,
          u,
          v,
          pair.u().agree(u, v.bytes()).orElseThrow(),
          pair.v().agree(v, u.bytes()).orElseThrow());
    }

    byte[] tagOfU() {
      return pair.u().tag(atU, u.bytes(), v.bytes());
    }

    byte[] tagOfV() {
      return pair.v().tag(atV, v.bytes(), u.bytes());
    }

    boolean verifiesTagOfU(byte[] tag) {
      return pair.v().verifies(atV, v.bytes(), u.bytes(), tag);
    }

    boolean verifiesTagOfV(byte[] tag) {
      return pair.u().verifies(atU, u.bytes(), v.bytes(), tag);
    }
  }

  @ParameterizedTest
  @MethodSource("everything")
  void bothPartiesAgreeAndConfirm(KeyAgreementScheme scheme, DhGroup group, CryptoBackend backend) {
    SchemePair pair = SchemePair.of(scheme, group, backend, RANDOM);
    Both both = Both.of(pair);
    assertArrayEquals(both.atU().key(), both.atV().key());
    assertArrayEquals(both.atU().macKey(), both.atV().macKey());
    assertFalse(Arrays.equals(both.atU().key(), both.atU().macKey()));
    assertFalse(Arrays.equals(both.atU().key(), Both.of(pair).atU().key()), "a new session's key");
    if (scheme.confirms(SchemeSide.U)) {
      assertTrue(both.verifiesTagOfU(both.tagOfU()));
      assertFalse(both.verifiesTagOfV(both.tagOfU()), "a reflected tag");
    }
    if (scheme.confirms(SchemeSide.V)) {
      assertTrue(both.verifiesTagOfV(both.tagOfV()));
    }
  }

  @ParameterizedTest
  @MethodSource("everything")
  void aChangedTagOrContributionFails(
      KeyAgreementScheme scheme, DhGroup group, CryptoBackend backend) {
    Both both = Both.of(SchemePair.of(scheme, group, backend, RANDOM));
    if (scheme.confirms(SchemeSide.V)) {
      byte[] tag = both.tagOfV();
      tag[tag.length - 1] ^= 1;
      assertFalse(both.verifiesTagOfV(tag));
      assertFalse(both.verifiesTagOfV(Arrays.copyOf(both.tagOfV(), 31)));
    }
    byte[] changed = both.u().bytes().clone();
    changed[changed.length / 2] ^= 4;
    Optional<SchemeKeys> other = both.pair().v().agree(both.v(), changed);
    assertFalse(other.isPresent() && Arrays.equals(other.get().key(), both.atU().key()));
    assertTrue(both.pair().v().agree(both.v(), new byte[31]).isEmpty());
    if (scheme.confirms(SchemeSide.U) && other.isPresent()) {
      assertFalse(both.pair().v().verifies(other.get(), both.v().bytes(), changed, both.tagOfU()));
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "C_2E_0S")
  void aPartyWithAnotherStaticKeyAgreesOnAnotherKey(KeyAgreementScheme scheme) {
    SchemePair real = SchemePair.of(scheme, DhGroup.P256, JDK, RANDOM);
    SchemePair fake = SchemePair.of(scheme, DhGroup.P256, JDK, RANDOM);
    Contribution u = real.u().contribute();
    Contribution v = fake.v().contribute();
    SchemeKeys atU = real.u().agree(u, v.bytes()).orElseThrow();
    SchemeKeys atFake = fake.v().agree(v, u.bytes()).orElseThrow();
    assertFalse(Arrays.equals(atU.key(), atFake.key()));
    byte[] tag = fake.v().tag(atFake, v.bytes(), u.bytes());
    assertFalse(real.u().verifies(atU, u.bytes(), v.bytes(), tag));
  }

  /** With no static key, nobody is authenticated: anyone may be party V. */
  @Test
  void c2e0sAgreesWithAnyone() {
    SchemePair one = SchemePair.of(KeyAgreementScheme.C_2E_0S, DhGroup.P256, JDK, RANDOM);
    Both both = Both.of(one);
    assertEquals(0, both.atU().macKey().length);
    assertThrows(IllegalStateException.class, both::tagOfV);
    assertThrows(IllegalStateException.class, both::tagOfU);
  }

  @Test
  void onlyTheResponderConfirmsInC1e1s() {
    SchemePair pair = SchemePair.of(KeyAgreementScheme.C_1E_1S, DhGroup.P256, JDK, RANDOM);
    Both both = Both.of(pair);
    assertTrue(both.verifiesTagOfV(both.tagOfV()));
    assertThrows(IllegalStateException.class, both::tagOfU);
    assertEquals(0, both.v().bytes().length);
  }

  /** Counts what one party asks of its group in a session. */
  private static final class Counted implements DhPrimitive {
    private final DhPrimitive real;
    private int generated;
    private int validated;
    private int agreed;

    private Counted(DhPrimitive real) {
      this.real = real;
    }

    @Override
    public Ecdh.Key generate() {
      generated++;
      return real.generate();
    }

    @Override
    public Ecdh.Key imported(PrivateKey secret, byte[] publicKey) {
      return real.imported(secret, publicKey);
    }

    @Override
    public Optional<Peer> received(byte[] publicKey) {
      validated++;
      return real.received(publicKey);
    }

    @Override
    public Optional<byte[]> agree(Ecdh.Key own, Peer peer) {
      agreed++;
      return real.agree(own, peer);
    }

    private int[] counts() {
      return new int[] {generated, validated, agreed};
    }
  }

  /** By side: key pairs generated, public keys validated, agreements, bytes sent before tags. */
  @ParameterizedTest
  @CsvSource({
    "C_2E_2S, 1, 1, 2, 65,   1, 1, 2, 65",
    "C_2E_0S, 1, 1, 1, 65,   1, 1, 1, 65",
    "C_1E_2S, 1, 0, 2, 65,   0, 1, 2, 32",
    "C_1E_1S, 1, 0, 1, 65,   0, 1, 1, 0",
    "C_0E_2S, 0, 0, 1, 32,   0, 0, 1, 32"
  })
  void doesWhatTheSchemesNameSays(
      KeyAgreementScheme scheme, int gu, int vu, int au, int bu, int gv, int vv, int av, int bv) {
    Counted u = new Counted(DhGroup.P256.primitive(JDK, RANDOM));
    Counted v = new Counted(DhGroup.P256.primitive(JDK, RANDOM));
    Optional<Ecdh.Key> ofU =
        SchemePair.key(scheme, SchemeSide.U, DhGroup.P256.primitive(JDK, RANDOM));
    Optional<Ecdh.Key> ofV =
        SchemePair.key(scheme, SchemeSide.V, DhGroup.P256.primitive(JDK, RANDOM));
    SchemeParty partyU = party(scheme, SchemeSide.U, u, ofU, ofV);
    SchemeParty partyV = party(scheme, SchemeSide.V, v, ofV, ofU);
    u.validated = 0; // the peer's static key, before all sessions
    v.validated = 0;
    Contribution fromU = partyU.contribute();
    Contribution fromV = partyV.contribute();
    assertTrue(partyU.agree(fromU, fromV.bytes()).isPresent());
    assertTrue(partyV.agree(fromV, fromU.bytes()).isPresent());
    assertArrayEquals(new int[] {gu, vu, au}, u.counts());
    assertArrayEquals(new int[] {gv, vv, av}, v.counts());
    assertEquals(bu, fromU.bytes().length);
    assertEquals(bv, fromV.bytes().length);
    assertEquals(gu == 1, fromU.ephemeral().isPresent());
    assertEquals(gv == 1, fromV.ephemeral().isPresent());
  }

  private static SchemeParty party(
      KeyAgreementScheme scheme,
      SchemeSide side,
      DhPrimitive dh,
      Optional<Ecdh.Key> own,
      Optional<Ecdh.Key> peers) {
    Identifiers ids = new Identifiers(new byte[] {1}, new byte[] {2});
    Tools tools = new Tools(dh, JDK.sha256(), RANDOM);
    return new SchemeParty(scheme, side, tools, ids, own, peers.map(Ecdh.Key::publicKey));
  }

  @Test
  void refusesStaticKeysThatTheSchemeDoesNotHave() {
    DhPrimitive dh = DhGroup.P256.primitive(JDK, RANDOM);
    Optional<Ecdh.Key> key = Optional.of(dh.generate());
    for (KeyAgreementScheme scheme : KeyAgreementScheme.values()) {
      boolean bothStatic = scheme.hasStatic(SchemeSide.U);
      if (bothStatic) {
        party(scheme, SchemeSide.U, dh, key, key);
      } else {
        assertThrows(
            IllegalArgumentException.class, () -> party(scheme, SchemeSide.U, dh, key, key));
      }
      assertThrows(
          IllegalArgumentException.class,
          () -> party(scheme, SchemeSide.V, dh, Optional.empty(), key));
    }
  }

  @Test
  void otherIdentifiersLeadToAnotherKey() {
    DhPrimitive dh = DhGroup.P256.primitive(JDK, RANDOM);
    Tools tools = new Tools(dh, JDK.sha256(), RANDOM);
    Ecdh.Key u = dh.generate();
    Ecdh.Key v = dh.generate();
    Contribution nonceU = new Contribution(Optional.empty(), new byte[32]);
    byte[] first = null;
    for (byte id = 1; id <= 2; id++) {
      Identifiers ids = new Identifiers(new byte[] {id}, new byte[] {9});
      SchemeParty party =
          new SchemeParty(
              KeyAgreementScheme.C_0E_2S,
              SchemeSide.U,
              tools,
              ids,
              Optional.of(u),
              Optional.of(v.publicKey()));
      byte[] key = party.agree(nonceU, new byte[32]).orElseThrow().key();
      assertNotEquals(Arrays.toString(first), Arrays.toString(key));
      first = key;
    }
  }
}
