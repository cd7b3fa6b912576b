package dev.kexbench.core.kx1;

import static dev.kexbench.core.kx1.VectorJson.count;
import static dev.kexbench.core.kx1.VectorJson.put;
import static dev.kexbench.core.kx1.VectorJson.putSession;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kexbench.core.TestKeys;
import dev.kexbench.core.crypto.CurveKeys;
import dev.kexbench.core.identity.ServerKeys;
import dev.kexbench.core.identity.ServerPublicKey;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;

/**
 * Regenerates a vector file with {@link ByHand} and {@link DhByHand} only: {@code main rsa|batch|dh
 * FILE}. Only the OAEP seeds, and therefore {@code c} and everything that depends on it, differ
 * between runs.
 */
final class VectorWriter {
  private VectorWriter() {}

  public static void main(String[] args) throws IOException, GeneralSecurityException {
    List<ObjectNode> exchanges = new ArrayList<>();
    List<Given> suites =
        switch (args[0]) {
          case "rsa" -> rsa();
          case "batch" -> batch();
          default -> dh();
        };
    for (Given given : suites) {
      exchanges.add(exchange(given, false));
      exchanges.add(exchange(given, true));
    }
    String about = "KX1: one exchange a suite, with and without admission; values in hex";
    VectorJson.write(Path.of(args[1]), about, exchanges);
  }

  /**
   * A suite and its server.
   *
   * @param c the length of that field in bytes
   */
  private record Given(int suite, ServerKeys keys, int c, Maker maker) {}

  /** Computes a suite's fields from TH1 and a root. */
  private interface Maker {
    Made make(byte[] th1, byte[] root) throws GeneralSecurityException;
  }

  /**
   * The contents of a suite's fields.
   *
   * @param values the suite's own values by name, for the file
   */
  private record Made(byte[] c, byte[] s, byte[] secret, Map<String, byte[]> values) {}

  private static List<Given> rsa() {
    List<Given> suites = new ArrayList<>();
    for (int suite = 1; suite <= 3; suite++) {
      ServerKeys keys = TestKeys.rsa(1024 + 1024 * suite);
      suites.add(rsa(suite, keys, keys.publicKey().rsa(), Map.of()));
    }
    return suites;
  }

  /** The client's exponent is that of the last three bits of its id. */
  private static List<Given> batch() throws GeneralSecurityException {
    int[] exponents = {3, 5, 7, 11, 13, 17, 19, 23};
    List<Given> suites = new ArrayList<>();
    for (int suite = 4; suite <= 5; suite++) {
      ServerKeys keys = TestKeys.rsaBatch(2048 + 1024 * (suite - 4));
      int e = exponents[clientId(suite)[15] & 7];
      BigInteger n = keys.publicKey().rsa().getModulus();
      RSAPublicKey key =
          (RSAPublicKey)
              KeyFactory.getInstance("RSA")
                  .generatePublic(new RSAPublicKeySpec(n, BigInteger.valueOf(e)));
      suites.add(rsa(suite, keys, key, Map.of("exponent", new byte[] {(byte) e})));
    }
    return suites;
  }

  private static Given rsa(int suite, ServerKeys keys, RSAPublicKey to, Map<String, byte[]> more) {
    byte[] k = count(0xA0 + suite, 32);
    byte[] random = count(0xC0 + suite, 32);
    Maker maker =
        (th1, root) -> {
          byte[] t = ByHand.t(root, th1, k);
          byte[] secret = RecordedWire.join(k, ByHand.expand(root, ByHand.ascii("kx1 mix"), 32));
          Map<String, byte[]> values = values("k", k, "server_random", random, "t", t);
          values.putAll(more);
          return new Made(encrypt(to, RecordedWire.join(k, t)), random, secret, values);
        };
    return new Given(suite, keys, keys.publicKey().bits() / 8, maker);
  }

  private static byte[] clientId(int suite) {
    return count(0x80 + suite, 16);
  }

  private static List<Given> dh() {
    byte[] statics = count(0x21, 32);
    ServerKeys x =
        keys(CurveKeys.x25519(statics), DhByHand.x25519Key(DhByHand.x25519Point(statics)));
    ServerKeys p = keys(CurveKeys.p256(statics), DhByHand.p256Key(DhByHand.p256Point(statics)));
    return List.of(
        new Given(0x11, x, 48, (th1, root) -> noise(x, statics, th1, root)),
        new Given(0x12, x, 48 + 1_184, (th1, root) -> hybrid(x, statics, th1, root)),
        new Given(0x21, p, 97, (th1, root) -> ecdh(p, statics, th1, root)),
        new Given(0x31, p, 65, VectorWriter::spake2plus));
  }

  /** The keys of both sides in the suites that use Noise. */
  private static final byte[] NOISE_CLIENT = count(0x61, 32);

  private static final byte[] NOISE_SERVER = count(0x81, 32);

  private static Made noise(ServerKeys keys, byte[] statics, byte[] prologue, byte[] root) {
    byte[] qc = DhByHand.x25519Point(NOISE_CLIENT);
    byte[] qs = DhByHand.x25519Point(NOISE_SERVER);
    byte[] psk = DhByHand.psk(root);
    byte[] es = DhByHand.x25519(statics, qc);
    byte[] ee = DhByHand.x25519(NOISE_SERVER, qc);
    var handshake = new DhByHand.Noise(prologue, keys.publicKey().point(), psk);
    byte[] c = RecordedWire.join(qc, handshake.message(qc, es));
    byte[] s = RecordedWire.join(qs, handshake.message(qs, ee));
    byte[] secret = handshake.split();
    return new Made(
        c,
        s,
        secret,
        values("client_ephemeral", NOISE_CLIENT, "server_ephemeral", NOISE_SERVER, "psk", psk));
  }

  /** Both halves of the seed d || z of the key pair (FIPS 203, algorithm 19) are the same here. */
  private static Made hybrid(ServerKeys keys, byte[] statics, byte[] th1, byte[] root) {
    byte[] d = count(0xB1, 32);
    byte[] m = count(0xD1, 32);
    MLKEMPublicKeyParameters publicKey =
        new MLKEMPrivateKeyParameters(MLKEMParameters.ml_kem_768, RecordedWire.join(d, d))
            .getPublicKeyParameters();
    SecretWithEncapsulation made = MLKEMGenerator.internalGenerateEncapsulated(publicKey, m);
    Made noise = noise(keys, statics, RecordedWire.join(th1, publicKey.getEncoded()), root);
    Map<String, byte[]> values = new LinkedHashMap<>(noise.values());
    values.put("client_mlkem_d_and_z", d);
    values.put("server_mlkem_m", m);
    values.put("ss", made.getSecret());
    return new Made(
        RecordedWire.join(noise.c(), publicKey.getEncoded()),
        RecordedWire.join(noise.s(), made.getEncapsulation()),
        RecordedWire.join(noise.secret(), made.getSecret()),
        values);
  }

  private static Made ecdh(ServerKeys keys, byte[] statics, byte[] th1, byte[] root) {
    byte[] clients = count(0x61, 32);
    byte[] servers = count(0x81, 32);
    byte[] qc = DhByHand.p256Point(clients);
    byte[] zs = DhByHand.p256(clients, keys.publicKey().point());
    byte[] ze = DhByHand.p256(servers, qc);
    byte[] t = DhByHand.t(root, th1, qc, zs);
    Map<String, byte[]> values =
        values("client_ephemeral", clients, "server_ephemeral", servers, "t", t);
    values.put("z_s", zs);
    values.put("z_e", ze);
    return new Made(
        RecordedWire.join(qc, t),
        DhByHand.p256Point(servers),
        DhByHand.ecdhSecret(zs, ze, root),
        values);
  }

  private static Made spake2plus(byte[] th1, byte[] root) {
    byte[] x = count(0x61, 32);
    byte[] y = count(0x81, 32);
    Spake2PlusByHand known = new Spake2PlusByHand(root);
    byte[] shareV = known.shareV(y);
    byte[] main = known.main(Spake2PlusByHand.context(th1), x, shareV);
    byte[] confirmP = Spake2PlusByHand.confirmP(main, shareV);
    Map<String, byte[]> values =
        values("client_ephemeral", x, "server_ephemeral", y, "w0", known.w0());
    values.put("w1", known.w1());
    values.put("k_main", main);
    values.put("confirm_p", confirmP);
    return new Made(
        known.shareP(x),
        RecordedWire.join(shareV, Spake2PlusByHand.confirmV(main, known.shareP(x))),
        RecordedWire.join(Spake2PlusByHand.shared(main), confirmP),
        values);
  }

  private static Map<String, byte[]> values(
      String first, byte[] a, String second, byte[] b, String third, byte[] c) {
    Map<String, byte[]> values = new LinkedHashMap<>();
    values.put(first, a);
    values.put(second, b);
    values.put(third, c);
    return values;
  }

  private static ServerKeys keys(PrivateKey secret, PublicKey publicKey) {
    return new ServerKeys(secret, new ServerPublicKey(publicKey), new byte[32]);
  }

  private static ObjectNode exchange(Given given, boolean admission)
      throws GeneralSecurityException {
    int suite = given.suite();
    byte[] root = count(0x10 * suite, 32);
    byte[] gate = count(0x40 + 0x10 * suite, 32);
    byte[] id = clientId(suite);
    byte[] time = ByteBuffer.allocate(8).putLong(1_800_000_000_000L + suite).array();

    byte[] spki = given.keys().publicKey().key().getEncoded();
    byte[] fp = suite == 0x31 ? new byte[32] : ByHand.h(spki);
    byte[] head = RecordedWire.join(id, Arrays.copyOf(fp, 8));
    int flags = admission ? 1 : 0;
    byte[] blank = RecordedWire.frame(1, suite, flags, new byte[24 + given.c() + 24 * flags]);
    byte[] th1 = ByHand.th1(RecordedWire.with(blank, 8, head), fp);
    Made made = given.maker().make(th1, root);
    byte[] c = made.c();
    byte[] admissionKey = ByHand.admissionKey(gate, id);
    byte[] tag = ByHand.admissionTag(admissionKey, th1, c, time);
    byte[] part = admission ? RecordedWire.join(time, tag) : new byte[0];
    byte[] offer = RecordedWire.frame(1, suite, flags, RecordedWire.join(head, c, part));
    byte[] th2 = ByHand.th2(th1, offer);
    byte[] th3 =
        ByHand.th3(th2, RecordedWire.frame(2, suite, 0, RecordedWire.join(made.s(), new byte[32])));
    byte[] prk = ByHand.prk(th3, made.secret());
    byte[] ackTag = ByHand.ackTag(prk, th3);
    byte[] confirmTag = ByHand.confirmTag(prk, th3, ackTag);

    ObjectNode out = VectorJson.exchange(suite, admission);
    put(out, "server_key_pkcs8", given.keys().secret().getEncoded());
    put(out, "server_key_spki", spki);
    put(out, "server_fp", fp);
    put(out, "root", root);
    put(out, "client_id", id);
    put(out, "k_gate", gate);
    put(out, "k_admission", admissionKey);
    put(out, "th1", th1);
    made.values().forEach((what, value) -> put(out, what, value));
    put(out, "c", c);
    put(out, "s", made.s());
    if (admission) {
      put(out, "time_ms", time);
      put(out, "admission_tag", tag);
    }
    put(out, "offer", offer);
    put(out, "th2", th2);
    put(out, "th3", th3);
    put(out, "secret", made.secret());
    put(out, "prk", prk);
    put(out, "ack_tag", ackTag);
    put(out, "ack", RecordedWire.frame(2, suite, 0, RecordedWire.join(made.s(), ackTag)));
    put(out, "confirm_tag", confirmTag);
    put(out, "confirm", RecordedWire.frame(3, suite, 0, confirmTag));
    putSession(out, th3, prk);
    return out;
  }

  private static byte[] encrypt(RSAPublicKey to, byte[] plaintext) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding", "SunJCE");
    cipher.init(Cipher.ENCRYPT_MODE, to, Recorded.OAEP);
    return cipher.doFinal(plaintext);
  }
}
