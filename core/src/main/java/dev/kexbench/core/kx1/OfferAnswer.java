package dev.kexbench.core.kx1;

import dev.kexbench.core.crypto.Oaep;
import dev.kexbench.core.crypto.Pool;
import dev.kexbench.core.crypto.RsaPrivateOperation;
import dev.kexbench.core.crypto.Secrets;
import dev.kexbench.core.crypto.Sha256;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.StageTimer;
import dev.kexbench.core.identity.ClientTable;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/**
 * Steps 3 to 6 of the server's order of work: look the client up, decrypt, verify, answer. One path
 * for every OFFER: an unknown client, a bad padding and a wrong secret do the same work and end in
 * the same place.
 */
final class OfferAnswer {
  private static final int K_BYTES = 32;

  private final Suite suite;
  private final ClientTable clients;
  private final Pool<Sha256> hashes;
  private final Pool<RsaPrivateOperation> privateKeys;
  private final StageTimer stages;
  private final SecureRandom random;
  private final byte[] modulus;

  /** The row of whoever is unknown. */
  private final byte[] nobodysRoot;

  /** What stands in for k || t where the padding was wrong. */
  private final byte[] nobodysPlaintext;

  OfferAnswer(
      Suite suite, ServerSetup setup, Pool<Sha256> hashes, Pool<RsaPrivateOperation> privateKeys) {
    this.suite = suite;
    this.clients = setup.clients();
    this.hashes = hashes;
    this.privateKeys = privateKeys;
    this.stages = setup.surroundings().stages();
    this.random = setup.surroundings().random();
    byte[] signed = setup.keys().rsaPublic().key().getModulus().toByteArray();
    this.modulus = Arrays.copyOfRange(signed, signed.length - suite.offerBytes(), signed.length);
    this.nobodysRoot = fresh(ClientTable.ROOT_BYTES);
    this.nobodysPlaintext = fresh(K_BYTES + Sha256.BYTES);
  }

  /** The ACK and what the CONFIRM will be held against; empty if the OFFER is refused. */
  Optional<PendingConfirm> answer(Offer offer, byte[] th1) {
    byte[] c = offer.c();
    byte[] root = nobodysRoot.clone();
    byte[] encoded = new byte[c.length];
    try {
      clients.copyRoot(offer.client(), root);
      if (Arrays.compareUnsigned(c, modulus) >= 0) {
        return Optional.empty();
      }
      stages.time(StageTimer.PRIVATE_KEY, () -> decrypt(c, encoded));
      return hashes.with(sha -> verify(sha, new Decrypted(offer, th1, root, encoded)));
    } finally {
      Secrets.wipe(root, encoded);
    }
  }

  private byte[] decrypt(byte[] c, byte[] encoded) {
    return privateKeys.with(
        rsa -> {
          rsa.apply(c, encoded);
          return encoded;
        });
  }

  /** An OFFER behind the private-key operation; holds secrets, and is not kept. */
  private record Decrypted(Offer offer, byte[] th1, byte[] root, byte[] encoded) {
    @Override
    public String toString() {
      return "Decrypted[" + offer + "]";
    }
  }

  private Optional<PendingConfirm> verify(Sha256 sha, Decrypted in) {
    byte[] plaintext = new byte[K_BYTES + Sha256.BYTES];
    int wrong = Oaep.decode(sha, in.encoded(), plaintext);
    byte[] chosen = Secrets.select(wrong, plaintext, nobodysPlaintext);
    byte[] k = Arrays.copyOf(chosen, K_BYTES);
    byte[] t = Arrays.copyOfRange(chosen, K_BYTES, chosen.length);
    byte[] expected = KeySchedule.clientAuth(sha, in.root(), in.th1(), k);
    boolean verified = MessageDigest.isEqual(expected, t) & wrong == 0;
    try {
      return verified ? Optional.of(acknowledge(sha, in, k)) : Optional.empty();
    } finally {
      Secrets.wipe(plaintext, chosen, k, t, expected);
    }
  }

  private PendingConfirm acknowledge(Sha256 sha, Decrypted in, byte[] k) {
    byte[] th2 = Transcript.th2(sha, in.th1(), in.offer().frame().bytes());
    byte[] ack = Ack.untagged(suite, fresh(suite.ackBytes()));
    byte[] th3 = Transcript.th3(sha, th2, ack, suite);
    byte[] prk = KeySchedule.prk(sha, th3, k, in.root());
    byte[] ackTag = KeySchedule.ackTag(sha, prk, th3);
    Ack.tag(suite, ack, ackTag);
    return new PendingConfirm(ack, th3, prk, ackTag);
  }

  private byte[] fresh(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
