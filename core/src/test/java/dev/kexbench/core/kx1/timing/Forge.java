package dev.kexbench.core.kx1.timing;

import dev.kexbench.core.TestKeys;
import dev.kexbench.core.crypto.Hkdf;
import dev.kexbench.core.crypto.Sha256;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientId;
import dev.kexbench.core.identity.ServerPublicKey;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/**
 * Builds fresh OFFERs of every class without the codec, all on one code path, so that all classes
 * are treated alike.
 */
final class Forge {
  private static final int N = 256;
  private static final int SEPARATOR_AT = N - 64 - 1;

  private final ServerPublicKey server;
  private final List<ClientCredentials> clients;
  private final Sha256 sha;
  private final Random random;

  Forge(ServerPublicKey server, List<ClientCredentials> clients, Sha256 sha, Random random) {
    this.server = server;
    this.clients = clients;
    this.sha = sha;
    this.random = random;
  }

  /** A whole frame of 288 bytes, without the admission part. */
  byte[] offer(OfferClass kind) {
    ClientCredentials client = clients.get(random.nextInt(clients.size()));
    byte[] unknown = bytes(ClientId.BYTES);
    ByteBuffer frame =
        ByteBuffer.allocate(8 + 280)
            .put(new byte[] {'K', 'X', 1, 1, 1, 0})
            .putShort((short) 280)
            .put(kind == OfferClass.UNKNOWN_CLIENT ? unknown : client.id().bytes())
            .put(server.keyId());
    byte[] k = bytes(32);
    byte[] t = clientAuth(client.root(), frame.array(), k);
    t[random.nextInt(32)] ^= (byte) (kind == OfferClass.WRONG_MAC ? 0x40 : 0);
    BigInteger block = new BigInteger(1, encoded(kind, k, t));
    return frame.put(TestKeys.rsaPublic(server, block)).array();
  }

  private byte[] clientAuth(byte[] root, byte[] frame, byte[] k) {
    sha.update(ascii("kx1"), 0, 3);
    sha.update(frame, 0, 32);
    byte[] th1 = sha.hash(server.fingerprint());
    byte[] key = Hkdf.expand(sha, root, ascii("kx1 auth"), 32);
    return sha.hmac(key, ascii("kx1 client auth"), th1, k);
  }

  /** EME-OAEP (RFC 8017, section 7.1.1, step 2), with the fault of the class. */
  private byte[] encoded(OfferClass kind, byte[] k, byte[] t) {
    byte[] block = new byte[N];
    System.arraycopy(bytes(32), 0, block, 1, 32);
    System.arraycopy(sha.hash(), 0, block, 33, 32);
    block[SEPARATOR_AT] = 1;
    System.arraycopy(k, 0, block, SEPARATOR_AT + 1, 32);
    System.arraycopy(t, 0, block, SEPARATOR_AT + 33, 32);
    byte fault = (byte) (1 + random.nextInt(0x7F));
    block[33 + random.nextInt(32)] ^= kind == OfferClass.LABEL_HASH ? fault : 0;
    block[65 + random.nextInt(SEPARATOR_AT - 65)] ^= kind == OfferClass.PADDING ? fault : 0;
    block[SEPARATOR_AT] ^= kind == OfferClass.SEPARATOR ? fault : 0;
    mask(block, 1, 33, 33, N);
    mask(block, 33, N, 1, 33);
    // Below the modulus, whose first byte is at least 0x80.
    block[0] = kind == OfferClass.FIRST_BYTE ? fault : 0;
    return block;
  }

  private void mask(byte[] block, int seedFrom, int seedTo, int from, int to) {
    byte[] counter = new byte[4];
    for (int at = from; at < to; at += 32, counter[3]++) {
      sha.update(block, seedFrom, seedTo - seedFrom);
      byte[] mask = sha.hash(counter);
      for (int i = at; i < Math.min(at + 32, to); i++) {
        block[i] ^= mask[i - at];
      }
    }
  }

  private byte[] bytes(int length) {
    byte[] out = new byte[length];
    random.nextBytes(out);
    return out;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
