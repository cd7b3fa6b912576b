package dev.kexbench.core.kx1;

import dev.kexbench.core.crypto.Secrets;
import dev.kexbench.core.crypto.Sha256;
import dev.kexbench.core.identity.ClientId;
import dev.kexbench.core.identity.ServerPublicKey;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The parts of a server's response to one OFFER of an RSA suite, other than the private-key
 * operation, as separate methods to measure the cost of each. Servers do not use this class; {@link
 * Kx1} is the entry point. For one caller at a time.
 */
public final class AnswerParts {
  /** An id to compare with, so that reading the id is not optimised away; no name maps to it. */
  private static final ClientId UNUSED_ID = new ClientId(0, 0);

  private final Suite suite;
  private final byte[] fingerprint;
  private final byte[] keyId;
  private final Sha256 sha;

  /**
   * The parts for a server with this key, using this hash.
   *
   * @throws IllegalArgumentException if no suite has this key length
   */
  public AnswerParts(ServerPublicKey server, Sha256 sha) {
    this.suite =
        Arrays.stream(Suite.values())
            .filter(each -> each.keyAgreement() == KeyAgreement.RSA)
            .filter(each -> each.keyBits() == server.bits())
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("no suite has a key of " + server.bits()));
    this.fingerprint = server.fingerprint();
    this.keyId = server.keyId();
    this.sha = sha;
  }

  /**
   * The codec: reads an OFFER from a stream, extracts its id, key id and {@code c}, and writes an
   * ACK.
   *
   * @param offer a whole frame, 288, 416 or 544 bytes without an admission part
   * @param s 32 bytes
   * @param ackTag 32 bytes
   * @return the ACK, 72 bytes
   * @throws IllegalArgumentException if it is not an OFFER to this server
   */
  public byte[] recode(byte[] offer, byte[] s, byte[] ackTag) {
    if (!(new FrameReader().read(ByteBuffer.wrap(offer)) instanceof FrameReader.Read.Whole whole)) {
      throw new IllegalArgumentException("not a whole frame: " + offer.length + " bytes");
    }
    Offer read = new Offer(whole.frame(), suite);
    boolean addressed = read.isFor(keyId) && !read.client().equals(UNUSED_ID);
    if (!addressed || read.c().length != suite.offerBytes()) {
      throw new IllegalArgumentException("an OFFER to another server");
    }
    byte[] ack = Ack.untagged(suite, s, false);
    Ack.tag(suite, ack, ackTag);
    return ack;
  }

  /** TH1 of an OFFER, 32 bytes. */
  public byte[] th1(byte[] offer) {
    return Transcript.th1(sha, offer, fingerprint);
  }

  /**
   * The MAC inside the ciphertext, t: 32 bytes.
   *
   * @param root 32 bytes
   * @param th1 32 bytes
   * @param k 32 bytes
   */
  public byte[] clientTag(byte[] root, byte[] th1, byte[] k) {
    return KeySchedule.clientAuth(sha, root, th1, k);
  }

  /**
   * The transcript and the key schedule up to the ACK's tag: TH1, TH2, TH3, PRK and ack_tag, 32
   * bytes, which is returned.
   *
   * @param offer a whole frame
   * @param ack a whole frame; its tag is ignored
   * @param root 32 bytes
   * @param k 32 bytes
   */
  public byte[] ackTag(byte[] offer, byte[] ack, byte[] root, byte[] k) {
    byte[] th2 = Transcript.th2(sha, th1(offer), offer);
    byte[] th3 = Transcript.th3(sha, th2, ack, suite);
    byte[] secret = KeySchedule.mixed(sha, root, k);
    byte[] prk = {};
    try {
      prk = KeySchedule.prk(sha, th3, secret);
      return KeySchedule.ackTag(sha, prk, th3, Ack.NO_TICKET);
    } finally {
      Secrets.wipe(secret, prk);
    }
  }
}
