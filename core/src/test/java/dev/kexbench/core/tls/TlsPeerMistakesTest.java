package dev.kexbench.core.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.TestKeys;
import dev.kexbench.core.crypto.Backends;
import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.CryptoChoice;
import dev.kexbench.core.crypto.PoolKind;
import dev.kexbench.core.exchange.ClientSetup;
import dev.kexbench.core.exchange.ExchangeContext;
import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.StageTimer;
import dev.kexbench.core.exchange.Step;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientId;
import dev.kexbench.core.identity.ClientTable;
import dev.kexbench.core.identity.KeyKind;
import dev.kexbench.core.identity.ServerKeys;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bouncycastle.tls.AlertDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A server's answers to ClientHellos that it cannot or must not accept. */
class TlsPeerMistakesTest {
  private static final ExchangeContext AROUND =
      new ExchangeContext(() -> ClientCertificates.IN_2030, new SecureRandom(), StageTimer.NONE);
  private static final CryptoBackend BACKEND = Backends.working().get(0);
  private static final ClientCredentials ALICE =
      new ClientCredentials(ClientId.ofName("alice"), new byte[32], Optional.empty(), "alice");

  private static final Map<TlsSuite, TlsServerSide> SIDES = new ConcurrentHashMap<>();

  private static final int TLS12 = 0x0303;
  private static final int TLS13 = 0x0304;
  private static final int RESERVED = 0xFEFE;
  private static final int SECP256R1 = 23;
  private static final int FFDHE2048 = 256;
  private static final int PSS = 0x0804;
  private static final int ECDSA = 0x0403;
  private static final int PKCS1 = 0x0401;
  private static final int ENCAPSULATION_KEY_BYTES = 1184;
  private static final int GREASE = 0x1A1A;

  /** Every group that has a number, GREASE, and numbers that have none. */
  private static final int[] ALL_GROUPS =
      IntStream.concat(
              IntStream.rangeClosed(1, 45),
              IntStream.of(
                  256, 257, 258, 259, 260, 261, 511, 513, 0x11EB, 0x11EC, 0x11ED, GREASE, 0xFAFA,
                  0xFF01))
          .toArray();

  private static ServerKeys keys(TlsSuite suite) {
    return suite.keyKind() == KeyKind.P256 ? TestKeys.P256 : TestKeys.rsa(2048);
  }

  private static ServerSetup setup(TlsSuite suite, ClientTable clients) {
    return new ServerSetup(
        keys(suite),
        clients,
        new CryptoChoice(BACKEND, PoolKind.BOUNDED, 1),
        AROUND,
        /* admission= */ false,
        Optional.empty(),
        ClientCertificates.SETUP);
  }

  private static TlsServerSide side(TlsSuite suite) {
    return SIDES.computeIfAbsent(
        suite, any -> new TlsServerSide(suite, setup(suite, ClientTable.of(List.of(ALICE)))));
  }

  private static Step answer(TlsSuite suite, byte[] record) {
    try (Role role = side(suite).accept()) {
      role.start();
      return run(role.receive(ByteBuffer.wrap(record)));
    }
  }

  private static Step run(Step step) {
    return step instanceof Step.Compute compute ? compute.work().get() : step;
  }

  private static void assertAlert(int description, Reason reason, Step step) {
    Step.Refused refused = assertInstanceOf(Step.Refused.class, step);
    String bytes = HexFormat.of().formatHex(refused.bytes());
    assertEquals(7, refused.bytes().length, bytes);
    assertEquals("02" + HexFormat.of().toHexDigits((byte) description), bytes.substring(10));
    assertEquals(21, refused.bytes()[0]);
    assertEquals(reason, refused.reason());
    assertTrue(refused.ends());
  }

  private static RawHello hello(TlsSuite suite) {
    RawHello hello = new RawHello(TLS12, suite.cipherSuites()[0]);
    return suite.isVersion13() ? hello.versions(TLS13) : hello;
  }

  private static Stream<TlsSuite> of(EphemeralGroup groups) {
    return Stream.of(TlsSuite.values())
        .filter(each -> each.groups() == groups && !each.isDatagram());
  }

  static Stream<TlsSuite> curves() {
    return Stream.of(EphemeralGroup.P256, EphemeralGroup.X25519, EphemeralGroup.X25519_MLKEM768)
        .flatMap(TlsPeerMistakesTest::of)
        .filter(each -> each != TlsSuite.TLS13_PSK_DHE);
  }

  static Stream<TlsSuite> fields() {
    return of(EphemeralGroup.FINITE_FIELD);
  }

  /** One at a time; in TLS 1.3 the one is asked for, because the hello has no key share. */
  @ParameterizedTest
  @MethodSource("curves")
  void acceptsTheOneCurveOfTheSuite(TlsSuite suite) {
    for (int group : ALL_GROUPS) {
      Step step = answer(suite, hello(suite).groups(group).signatures(PSS, ECDSA).record());
      if (group == suite.groups().number()) {
        assertInstanceOf(Step.Send.class, step);
      } else {
        assertAlert(AlertDescription.handshake_failure, Reason.UNSUPPORTED, step);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("curves")
  void choosesTheCurveOfTheSuiteFromAll(TlsSuite suite) {
    Step step = answer(suite, hello(suite).groups(ALL_GROUPS).signatures(PSS, ECDSA).record());
    String sent = HexFormat.of().formatHex(assertInstanceOf(Step.Send.class, step).bytes());
    String number = "%04x".formatted(suite.groups().number());
    assertTrue(sent.contains(suite.isVersion13() ? "00330002" + number : "03001741"), sent);
  }

  /** A list without finite-field groups leaves the choice to the server (RFC 7919, section 4). */
  @ParameterizedTest
  @MethodSource("fields")
  void acceptsTheOneFieldOfTheSuite(TlsSuite suite) {
    for (int group : ALL_GROUPS) {
      Step step = answer(suite, hello(suite).groups(group).signatures(PSS).record());
      if (group == FFDHE2048 || group < 256 || group > 511) {
        assertIsFfdhe2048(step);
      } else {
        assertAlert(AlertDescription.insufficient_security, Reason.UNSUPPORTED, step);
      }
    }
    assertIsFfdhe2048(answer(suite, hello(suite).groups(ALL_GROUPS).signatures(PSS).record()));
  }

  /** Its prime has 256 bytes and starts so (RFC 7919, appendix A.1); every longer one as well. */
  private static void assertIsFfdhe2048(Step step) {
    String sent = HexFormat.of().formatHex(assertInstanceOf(Step.Send.class, step).bytes());
    assertTrue(sent.contains("0100ffffffffffffffffadf85458"), sent);
  }

  @ParameterizedTest
  @EnumSource(
      names = {"TLS12_DHE_RSA", "TLS12_ECDHE_RSA", "TLS13_ECDHE", "TLS13_X25519", "TLS13_HYBRID"})
  void aClientThatKnowsNoSignatureOfTheServersIsRefused(TlsSuite suite) {
    for (int other : new int[] {PKCS1, ECDSA, 0x0809, 0x0805, 0x0807, GREASE}) {
      Step step = answer(suite, hello(suite).groups(ALL_GROUPS).signatures(other).record());
      assertAlert(AlertDescription.handshake_failure, Reason.UNSUPPORTED, step);
    }
    assertAlert(
        suite.isVersion13()
            ? AlertDescription.missing_extension // RFC 8446, section 4.2.3
            : AlertDescription.handshake_failure,
        Reason.UNSUPPORTED,
        answer(suite, hello(suite).groups(ALL_GROUPS).record()));
  }

  @Test
  void aClientWithoutEcdsaIsRefused() {
    TlsSuite suite = TlsSuite.TLS12_ECDHE_ECDSA;
    Step step = answer(suite, hello(suite).groups(SECP256R1).signatures(PSS, 0x0503).record());
    assertAlert(AlertDescription.handshake_failure, Reason.UNSUPPORTED, step);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "DTLS.*")
  void otherVersionsAreRefused(TlsSuite suite) {
    for (int version : new int[] {RESERVED, 0xFEFD, 0xFEFF, 0, 0x0200, 0x0301, 0x0302, 0xFFFF}) {
      byte[] record = new RawHello(version, suite.cipherSuites()[0]).record();
      assertAlert(AlertDescription.protocol_version, Reason.UNSUPPORTED, answer(suite, record));
    }
    for (int version : new int[] {RESERVED, 0xFEFC, 0x0302, GREASE}) {
      byte[] record = new RawHello(TLS12, suite.cipherSuites()[0]).versions(version).record();
      assertAlert(AlertDescription.protocol_version, Reason.UNSUPPORTED, answer(suite, record));
    }
    byte[] record = hello(suite).record();
    record[1] = (byte) 0xFE;
    record[2] = (byte) 0xFE;
    assertAlert(AlertDescription.protocol_version, Reason.UNSUPPORTED, answer(suite, record));
  }

  /** RFC 8446, section 4.2.1. */
  @Test
  void unknownVersionsNextToAKnownOneAreIgnored() {
    RawHello hello = new RawHello(TLS12, TlsSuite.TLS13_ECDHE.cipherSuites()[0]);
    byte[] record =
        hello.versions(GREASE, RESERVED, TLS13).groups(SECP256R1).signatures(PSS).record();
    assertInstanceOf(Step.Send.class, answer(TlsSuite.TLS13_ECDHE, record));
  }

  private static byte[] clientsHello(TlsSuite suite) {
    ClientSetup setup =
        new ClientSetup(
            keys(suite).publicKey(), new CryptoChoice(BACKEND, PoolKind.BOUNDED, 1), AROUND);
    try (Role client = new TlsClientSide(suite, setup).open(ALICE)) {
      return ((Step.Send) client.start()).bytes();
    }
  }

  @Test
  void aKeyShareThatIsNoPointIsRefused() {
    byte[] record = clientsHello(TlsSuite.TLS13_ECDHE);
    byte[] share = {0, SECP256R1, 0, 65, 4};
    int at = HexFormat.of().formatHex(record).indexOf(HexFormat.of().formatHex(share)) / 2;
    record[at + share.length + 63] ^= 1; // of y
    assertAlert(
        AlertDescription.illegal_parameter, Reason.MALFORMED, answer(TlsSuite.TLS13_ECDHE, record));
  }

  /** Of small order (RFC 7748, section 6.1). */
  @ParameterizedTest
  @EnumSource(names = {"TLS13_X25519", "TLS13_HYBRID"})
  void aShareThatIsNoX25519KeyIsRefused(TlsSuite suite) {
    int from = suite == TlsSuite.TLS13_HYBRID ? ENCAPSULATION_KEY_BYTES : 0;
    for (int first : new int[] {0, 1}) {
      byte[] smallOrder = new byte[32];
      smallOrder[0] = (byte) first;
      assertAlert(
          AlertDescription.illegal_parameter,
          Reason.MALFORMED,
          answer(suite, helloWithShare(suite, from, smallOrder)));
    }
  }

  /** A coefficient that is not reduced (FIPS 203, section 7.2). */
  @Test
  void anEncapsulationKeyThatIsNotReducedIsRefused() {
    TlsSuite suite = TlsSuite.TLS13_HYBRID;
    byte[] largest = {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF};
    assertAlert(
        AlertDescription.illegal_parameter,
        Reason.MALFORMED,
        answer(suite, helloWithShare(suite, 0, largest)));
  }

  /** A client's hello, with these bytes in its key share from this offset on. */
  private static byte[] helloWithShare(TlsSuite suite, int from, byte[] bytes) {
    byte[] record = clientsHello(suite);
    int length = suite == TlsSuite.TLS13_HYBRID ? ENCAPSULATION_KEY_BYTES + 32 : 32;
    String header = "%04x%04x".formatted(suite.groups().number(), length);
    int at = HexFormat.of().formatHex(record).indexOf(header) / 2 + 4;
    System.arraycopy(bytes, 0, record, at + from, bytes.length);
    return record;
  }

  /** Whatever is changed, the answer is an alert of the client's, or a flight. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "DTLS.*")
  void noHelloIsAFaultOfTheServer(TlsSuite suite) {
    Random random = new Random(24);
    byte[] hello = clientsHello(suite);
    for (int i = 0; i < 200; i++) {
      byte[] changed = hello.clone();
      for (int changes = random.nextInt(4); changes >= 0; changes--) {
        int at = 5 + random.nextInt(changed.length - 5);
        changed[at] = (byte) (random.nextBoolean() ? 0xFE : random.nextInt());
      }
      Step step = answer(suite, changed);
      if (step instanceof Step.Refused refused) {
        byte[] alert = refused.bytes();
        boolean isPlain = alert.length == 7; // not behind the server's own flight
        assertTrue(
            !isPlain || alert[6] != AlertDescription.internal_error,
            HexFormat.of().formatHex(changed));
      }
    }
  }

  /** RFC 7919, section 5.1; RFC 8422, section 5.11. */
  @Test
  void publicValuesOutsideTheGroupAreRefused() {
    String ones = "ff".repeat(256);
    String zeros = "00".repeat(64);
    for (String value : List.of("000100", "000101", "0100" + ones)) {
      assertEquals(40, alertForPublicValue(TlsSuite.TLS12_DHE_RSA, value), value);
    }
    for (String value : List.of("0100", "4104" + zeros, "2102" + zeros.substring(64), "00")) {
      short alert = alertForPublicValue(TlsSuite.TLS12_ECDHE_RSA, value);
      assertTrue(alert == 47 || alert == 50, value + ": " + alert);
    }
  }

  private static short alertForPublicValue(TlsSuite suite, String value) {
    byte[] body = HexFormat.of().parseHex(value);
    byte[] exchange =
        ByteBuffer.allocate(5 + 4 + body.length)
            .put(new byte[] {22, 3, 3})
            .putShort((short) (4 + body.length))
            .putInt(16 << 24 | body.length)
            .put(body)
            .array();
    RawHello hello = hello(suite).groups(SECP256R1, FFDHE2048).signatures(PSS);
    try (Role role = side(suite).accept()) {
      role.start();
      run(role.receive(ByteBuffer.wrap(hello.record())));
      Step step = run(role.receive(ByteBuffer.wrap(exchange)));
      return assertInstanceOf(Step.Refused.class, step).bytes()[6];
    }
  }

  @Test
  void tooLongARecordIsRefused() {
    byte[] header = {22, 3, 1, (byte) 0xFF, 0};
    assertAlert(
        AlertDescription.record_overflow, Reason.MALFORMED, answer(TlsSuite.TLS12_PSK, header));
  }

  /** An exception of the client table, in the middle of bctls. */
  @Test
  void aFaultOfTheServersOwnIsNoRefusal() {
    ClientTable broken =
        new ClientTable() {
          @Override
          public boolean copyRoot(ClientId client, byte[] root) {
            throw new IllegalStateException("a fault that this test has made");
          }

          @Override
          public int size() {
            return 1;
          }
        };
    TlsSuite suite = TlsSuite.TLS13_PSK_DHE;
    try (Role role = new TlsServerSide(suite, setup(suite, broken)).accept()) {
      role.start();
      var compute = (Step.Compute) role.receive(ByteBuffer.wrap(clientsHello(suite)));
      var fault = assertThrows(IllegalStateException.class, () -> compute.work().get());
      assertEquals("a fault that this test has made", fault.getMessage());
    }
  }
}
