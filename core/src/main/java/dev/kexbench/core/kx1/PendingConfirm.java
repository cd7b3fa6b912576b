package dev.kexbench.core.kx1;

import dev.kexbench.core.crypto.Pool;
import dev.kexbench.core.crypto.Secrets;
import dev.kexbench.core.crypto.Sha256;
import dev.kexbench.core.exchange.Session;
import dev.kexbench.core.identity.ClientId;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * An exchange whose ACK has been issued: the state to verify the CONFIRM. Owns its arrays.
 *
 * @param client the client that was claimed
 * @param fields those of the OFFER, which its CONFIRM repeats
 * @param ack the whole frame
 */
record PendingConfirm(
    ClientId client, Fields fields, byte[] ack, byte[] th3, byte[] prk, byte[] ackTag) {
  /** Whether only the CONFIRM shows that the client knows its secret. */
  boolean confirmProvesClient() {
    return fields == Suite.SPAKE2PLUS;
  }

  boolean verifies(Sha256 sha, byte[] confirmTag) {
    byte[] expected = KeySchedule.confirmTag(sha, prk, th3, ackTag);
    return MessageDigest.isEqual(expected, confirmTag);
  }

  /** Passes ownership of the PRK to a session. */
  Session session(Pool<Sha256> hashes) {
    boolean resumed = fields instanceof ResumeMode;
    return new Kx1Session(hashes, prk, th3, new Kx1Session.Origin(resumed, Optional.empty()));
  }

  void wipe() {
    Secrets.wipe(prk);
  }

  @Override
  public String toString() {
    return "PendingConfirm";
  }
}
