package dev.kexbench.core.kx1;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kexbench.core.TestKeys;
import dev.kexbench.core.exchange.SessionKey;
import dev.kexbench.core.identity.ServerKeys;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;

/**
 * Writes the vector file anew, by {@link ByHand} alone: {@code main FILE}. Only the OAEP seeds, so
 * {@code c} and what hangs on it, differ from one run to the next.
 */
final class VectorWriter {
  private static final ObjectMapper JSON = new ObjectMapper();

  private VectorWriter() {}

  public static void main(String[] args) throws IOException, GeneralSecurityException {
    ObjectNode file = JSON.createObjectNode();
    file.put("about", "KX1: one exchange a suite, with and without admission; values in hex");
    ArrayNode exchanges = file.putArray("exchanges");
    for (int suite = 1; suite <= 3; suite++) {
      exchanges.add(exchange(suite, false));
      exchanges.add(exchange(suite, true));
    }
    JSON.writerWithDefaultPrettyPrinter().writeValue(Path.of(args[0]).toFile(), file);
  }

  private static ObjectNode exchange(int suite, boolean admission) throws GeneralSecurityException {
    ServerKeys keys = TestKeys.rsa(1024 + 1024 * suite);
    byte[] root = count(0x10 * suite, 32);
    byte[] gate = count(0x40 + 0x10 * suite, 32);
    byte[] id = count(0x80 + suite, 16);
    byte[] k = count(0xA0 + suite, 32);
    byte[] random = count(0xC0 + suite, 32);
    byte[] time = ByteBuffer.allocate(8).putLong(1_800_000_000_000L + suite).array();

    byte[] spki = keys.rsaPublic().key().getEncoded();
    byte[] fp = ByHand.h(spki);
    byte[] head = Wire.join(id, Arrays.copyOf(fp, 8));
    int flags = admission ? 1 : 0;
    byte[] blank = Wire.frame(1, suite, flags, new byte[24 + 128 + 128 * suite + 24 * flags]);
    byte[] th1 = ByHand.th1(Wire.with(blank, 8, head), fp);
    byte[] t = ByHand.t(root, th1, k);
    byte[] c = encrypt(keys, Wire.join(k, t));
    byte[] admissionKey = ByHand.admissionKey(gate, id);
    byte[] tag = ByHand.admissionTag(admissionKey, th1, c, time);
    byte[] part = admission ? Wire.join(time, tag) : new byte[0];
    byte[] offer = Wire.frame(1, suite, flags, Wire.join(head, c, part));
    byte[] th2 = ByHand.th2(th1, offer);
    byte[] th3 = ByHand.th3(th2, Wire.frame(2, suite, 0, Wire.join(random, new byte[32])));
    byte[] prk = ByHand.prk(th3, k, root);
    byte[] ackTag = ByHand.ackTag(prk, th3);
    byte[] confirmTag = ByHand.confirmTag(prk, th3, ackTag);

    ObjectNode out = JSON.createObjectNode();
    out.put("name", "suite 0x0" + suite + (admission ? " with" : " without") + " admission");
    out.put("suite", suite).put("admission", admission);
    put(out, "server_key_pkcs8", keys.rsaPrivate().getEncoded());
    put(out, "server_key_spki", spki);
    put(out, "server_fp", fp);
    put(out, "root", root);
    put(out, "client_id", id);
    put(out, "k_gate", gate);
    put(out, "k_admission", admissionKey);
    put(out, "k", k);
    put(out, "server_random", random);
    put(out, "th1", th1);
    put(out, "t", t);
    put(out, "c", c);
    if (admission) {
      put(out, "time_ms", time);
      put(out, "admission_tag", tag);
    }
    put(out, "offer", offer);
    put(out, "th2", th2);
    put(out, "th3", th3);
    put(out, "prk", prk);
    put(out, "ack_tag", ackTag);
    put(out, "ack", Wire.frame(2, suite, 0, Wire.join(random, ackTag)));
    put(out, "confirm_tag", confirmTag);
    put(out, "confirm", Wire.frame(3, suite, 0, confirmTag));
    put(out, "session_id", Arrays.copyOf(th3, 16));
    for (SessionKey which : SessionKey.values()) {
      put(out, which.label(), ByHand.key(prk, which.label(), which.bytes()));
    }
    return out;
  }

  private static byte[] encrypt(ServerKeys keys, byte[] plaintext) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding", "SunJCE");
    cipher.init(Cipher.ENCRYPT_MODE, keys.rsaPublic().key(), Recorded.OAEP);
    return cipher.doFinal(plaintext);
  }

  /** Bytes that count up from the first. */
  private static byte[] count(int first, int length) {
    byte[] out = new byte[length];
    for (int i = 0; i < length; i++) {
      out[i] = (byte) (first + i);
    }
    return out;
  }

  private static void put(ObjectNode to, String name, byte[] value) {
    to.put(name, HexFormat.of().formatHex(value));
  }
}
