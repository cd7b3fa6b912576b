package dev.kexbench.core.kx1;

import dev.kexbench.core.crypto.Sha256;

/** The running hash over everything both sides have sent; each step covers one more part. */
final class Transcript {
  private Transcript() {}

  /** TH1 = H("kx1" || OFFER[header .. key_id] || server_fp). Needs the frame's first 32 bytes. */
  static byte[] th1(Sha256 sha, byte[] offer, byte[] serverFingerprint) {
    sha.update(Label.TRANSCRIPT, 0, Label.TRANSCRIPT.length);
    sha.update(offer, 0, Offer.C_AT);
    return sha.hash(serverFingerprint);
  }

  /** TH2 = H(TH1 || OFFER[c .. end of frame]). */
  static byte[] th2(Sha256 sha, byte[] th1, byte[] offer) {
    sha.update(th1, 0, th1.length);
    sha.update(offer, Offer.C_AT, offer.length - Offer.C_AT);
    return sha.hash();
  }

  /** TH3 = H(TH2 || ACK[header .. s]). */
  static byte[] th3(Sha256 sha, byte[] th2, byte[] ack, Fields fields) {
    sha.update(th2, 0, th2.length);
    sha.update(ack, 0, Ack.S_AT + fields.ackBytes());
    return sha.hash();
  }
}
