package dev.kexbench.bench.sp80056a;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.kexbench.bench.sp80056a.SchemeParty.Identifiers;
import dev.kexbench.bench.sp80056a.SchemeParty.Tools;
import dev.kexbench.core.crypto.Backends;
import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.Ecdh;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.DHPrivateKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Keys and tags against values that are computed here by another route: Z from RFC 7748, from the
 * JDK's own key agreement, or by plain arithmetic; derivation and tags with the JDK.
 */
class SchemeKnownAnswerTest {
  private static final byte[] U = "initiator".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] V = "responder".getBytes(StandardCharsets.US_ASCII);
  private static final Identifiers IDS = new Identifiers(U, V);

  static Stream<CryptoBackend> backends() {
    return Backends.working().stream();
  }

  /** A static key pair as JCA objects and bytes. */
  private record Given(PrivateKey secret, byte[] publicKey) {}

  /** Both parties' static key pairs in a group, and their secret by another route. */
  private record Known(DhGroup group, Given ofU, Given ofV, byte[] z) {
    @Override
    public String toString() {
      return group.name();
    }
  }

  static Stream<Arguments> knownSecrets() throws GeneralSecurityException {
    List<Known> all = List.of(ofRfc7748(), ofTheJdk(), ofPlainArithmetic());
    return backends().flatMap(backend -> all.stream().map(known -> Arguments.of(known, backend)));
  }

  private static Known ofRfc7748() throws GeneralSecurityException {
    Given a =
        x25519(
            "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a",
            "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
    Given b =
        x25519(
            "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb",
            "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f");
    byte[] z = hex("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");
    return new Known(DhGroup.X25519, a, b, z);
  }

  private static Known ofTheJdk() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", "SunEC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair a = generator.generateKeyPair();
    KeyPair b = generator.generateKeyPair();
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH", "SunEC");
    agreement.init(a.getPrivate());
    agreement.doPhase(b.getPublic(), true);
    return new Known(DhGroup.P256, p256(a), p256(b), agreement.generateSecret());
  }

  private static Known ofPlainArithmetic() throws GeneralSecurityException {
    BigInteger x = new BigInteger(256, new SecureRandom()).setBit(255);
    BigInteger y = new BigInteger(256, new SecureRandom()).setBit(255);
    BigInteger z = BigInteger.TWO.modPow(x.multiply(y), FiniteFieldDh.GROUP.getP());
    return new Known(DhGroup.FFDHE2048, ffdhe(x), ffdhe(y), fixed(z, 256));
  }

  /** The ephemeral key pair is known here since it is imported as the initiator's contribution. */
  @ParameterizedTest
  @MethodSource("backends")
  void c1e1sInFfdhe2048MatchesPlainArithmetic(CryptoBackend backend)
      throws GeneralSecurityException {
    BigInteger p = FiniteFieldDh.GROUP.getP();
    BigInteger x = new BigInteger(256, new SecureRandom()).setBit(255);
    BigInteger y = new BigInteger(256, new SecureRandom()).setBit(255);
    byte[] z = fixed(ffdhePublic(x).modPow(y, p), 256);
    Tools tools = tools(DhGroup.FFDHE2048, backend);
    Given ephemeral = ffdhe(x);
    Given server = ffdhe(y);
    Ecdh.Key own = tools.dh().imported(ephemeral.secret(), ephemeral.publicKey());
    Ecdh.Key serverKey = tools.dh().imported(server.secret(), server.publicKey());
    KeyAgreementScheme scheme = KeyAgreementScheme.C_1E_1S;
    SchemeParty u =
        new SchemeParty(
            scheme, SchemeSide.U, tools, IDS, Optional.empty(), Optional.of(server.publicKey()));
    SchemeParty v =
        new SchemeParty(scheme, SchemeSide.V, tools, IDS, Optional.of(serverKey), Optional.empty());
    byte[] sent = ephemeral.publicKey();
    SchemeKeys atU = u.agree(new Contribution(Optional.of(own), sent), new byte[0]).orElseThrow();
    SchemeKeys atV = v.agree(v.contribute(), sent).orElseThrow();

    byte[] material = derived(z, fixedInfo("C_1E_1S", U));
    assertArrayEquals(Arrays.copyOfRange(material, 32, 64), atU.key());
    assertArrayEquals(Arrays.copyOfRange(material, 32, 64), atV.key());
    byte[] tag = mac(Arrays.copyOf(material, 32), joined(ascii("KC_1_V"), V, U, sent));
    assertArrayEquals(tag, v.tag(atV, new byte[0], sent));
  }

  @ParameterizedTest
  @MethodSource("knownSecrets")
  void c0e2sHasTheKnownSecret(Known known, CryptoBackend backend) throws GeneralSecurityException {
    Tools tools = tools(known.group(), backend);
    SchemeParty u = party(SchemeSide.U, tools, known.ofU(), known.ofV());
    SchemeParty v = party(SchemeSide.V, tools, known.ofV(), known.ofU());
    Contribution nonceU = u.contribute();
    Contribution nonceV = v.contribute();
    byte[] sentU = nonceU.bytes();
    byte[] sentV = nonceV.bytes();
    SchemeKeys atU = u.agree(nonceU, sentV).orElseThrow();
    SchemeKeys atV = v.agree(nonceV, sentU).orElseThrow();

    byte[] material = derived(known.z(), fixedInfo("C_0E_2S", joined(U, sentU)));
    byte[] macKey = Arrays.copyOf(material, 32);
    for (SchemeKeys keys : new SchemeKeys[] {atU, atV}) {
      assertArrayEquals(macKey, keys.macKey());
      assertArrayEquals(Arrays.copyOfRange(material, 32, 64), keys.key());
    }
    assertArrayEquals(
        mac(macKey, joined(ascii("KC_2_U"), U, V, sentU, sentV)), u.tag(atU, sentU, sentV));
    assertArrayEquals(
        mac(macKey, joined(ascii("KC_2_V"), V, U, sentV, sentU)), v.tag(atV, sentV, sentU));
  }

  private static SchemeParty party(SchemeSide side, Tools tools, Given own, Given peer) {
    return new SchemeParty(
        KeyAgreementScheme.C_0E_2S,
        side,
        tools,
        IDS,
        Optional.of(tools.dh().imported(own.secret(), own.publicKey())),
        Optional.of(peer.publicKey()));
  }

  private static Tools tools(DhGroup group, CryptoBackend backend) {
    SecureRandom random = new SecureRandom();
    return new Tools(group.primitive(backend, random), backend.sha256(), random);
  }

  private static byte[] derived(byte[] z, byte[] fixedInfo) throws GeneralSecurityException {
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    byte[] first = sha.digest(joined(new byte[] {0, 0, 0, 1}, z, fixedInfo));
    byte[] second = sha.digest(joined(new byte[] {0, 0, 0, 2}, z, fixedInfo));
    return joined(first, second);
  }

  private static byte[] fixedInfo(String algorithm, byte[] partyU) {
    return joined(
        new byte[] {0, 0, 0, (byte) algorithm.length()},
        ascii(algorithm),
        new byte[] {0, 0, 0, (byte) partyU.length},
        partyU,
        new byte[] {0, 0, 0, (byte) V.length},
        V);
  }

  private static byte[] mac(byte[] key, byte[] data) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(data);
  }

  private static Given x25519(String secret, String publicKey) throws GeneralSecurityException {
    return new Given(
        KeyFactory.getInstance("X25519")
            .generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, hex(secret))),
        hex(publicKey));
  }

  private static Given p256(KeyPair pair) {
    var point = ((ECPublicKey) pair.getPublic()).getW();
    byte[] x = fixed(point.getAffineX(), 32);
    byte[] y = fixed(point.getAffineY(), 32);
    return new Given(pair.getPrivate(), joined(new byte[] {4}, x, y));
  }

  private static BigInteger ffdhePublic(BigInteger x) {
    return BigInteger.TWO.modPow(x, FiniteFieldDh.GROUP.getP());
  }

  private static Given ffdhe(BigInteger x) throws GeneralSecurityException {
    PrivateKey secret =
        KeyFactory.getInstance("DH")
            .generatePrivate(
                new DHPrivateKeySpec(x, FiniteFieldDh.GROUP.getP(), FiniteFieldDh.GROUP.getG()));
    return new Given(secret, fixed(ffdhePublic(x), 256));
  }

  private static byte[] fixed(BigInteger number, int length) {
    return BigIntegers.asUnsignedByteArray(length, number);
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }
}
