package dev.kexbench.core.kx1;

import dev.kexbench.core.crypto.Secrets;
import dev.kexbench.core.crypto.Sha256;
import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.Step;
import dev.kexbench.core.identity.ClientCredentials;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * The client side of one exchange: OFFER, ACK, CONFIRM. Anything other than the exact ACK or a
 * REJECT that it waits for ends the exchange and the connection. Nothing makes it change suite,
 * version, key or flags.
 */
final class Kx1ClientRole implements ClientRole {
  private static final byte[] NOTHING = {};

  private final Kx1Client shared;
  private final ClientCredentials client;
  private final FrameReader frames = new FrameReader();
  private final ClientKeyAgreement keyAgreement;

  /** The OFFER, whose admission part is empty until it is sent; null before it is created. */
  private ByteBuffer offer;

  private byte[] th1;
  private byte[] th2;

  Kx1ClientRole(Kx1Client shared, ClientCredentials client) {
    this.shared = shared;
    this.client = client;
    this.keyAgreement = shared.keyAgreements.open(client);
  }

  @Override
  public void prepare() {
    if (offer != null) {
      return;
    }
    boolean admission = client.admission().isPresent();
    ByteBuffer made =
        Frame.write(
                FrameType.OFFER,
                shared.suite.code(),
                admission ? Frame.FLAG_ADMISSION : 0,
                Offer.bodyBytes(shared.suite, admission))
            .put(client.id().bytes())
            .put(shared.keyId);
    th1 = shared.hashes.with(sha -> Transcript.th1(sha, made.array(), shared.fingerprint));
    offer = made.put(keyAgreement.offer(th1));
  }

  @Override
  public Step start() {
    prepare();
    client.admission().ifPresent(this::stamp);
    th2 = shared.hashes.with(sha -> Transcript.th2(sha, th1, offer.array()));
    return new Step.Send(offer.array());
  }

  private void stamp(byte[] admissionKey) {
    offer.putLong(shared.context.clockMillis().getAsLong());
    Offer made = new Offer(new Frame(offer.array()), shared.suite);
    offer.put(
        shared.hashes.<byte[]>with(
            sha -> KeySchedule.admissionTag(sha, admissionKey, th1, made.admitted())));
  }

  @Override
  public Step receive(ByteBuffer in) {
    FrameReader.Read read = frames.read(in);
    if (read instanceof FrameReader.Read.Whole whole) {
      return take(whole.frame());
    }
    return read instanceof FrameReader.Read.Partial ? Step.AWAIT : giveUp(Reason.MALFORMED);
  }

  private Step take(Frame frame) {
    boolean mine =
        th2 != null
            && frame.version() == Frame.VERSION
            && frame.suite() == shared.suite.code()
            && frame.flags() == 0;
    if (mine
        && frame.type() == FrameType.ACK
        && frame.bodyLength() == Ack.bodyBytes(shared.suite)) {
      Ack ack = new Ack(frame, shared.suite);
      return keyAgreement
          .secret(ack.s())
          .map(secret -> acknowledged(ack, secret))
          .orElseGet(() -> giveUp(Reason.BAD_ACK));
    }
    if (mine && frame.type() == FrameType.REJECT && frame.bodyLength() == Reject.BODY_BYTES) {
      return Reject.of(frame).map(this::rejected).orElseGet(() -> giveUp(Reason.MALFORMED));
    }
    return giveUp(Reason.MALFORMED);
  }

  private Step acknowledged(Ack ack, byte[] secret) {
    try {
      return shared.hashes.with(sha -> acknowledged(sha, ack, secret));
    } finally {
      Secrets.wipe(secret);
    }
  }

  private Step acknowledged(Sha256 sha, Ack ack, byte[] secret) {
    byte[] th3 = Transcript.th3(sha, th2, ack.frame().bytes(), shared.suite);
    byte[] prk = KeySchedule.prk(sha, th3, secret);
    try {
      byte[] ackTag = KeySchedule.ackTag(sha, prk, th3);
      if (MessageDigest.isEqual(ackTag, ack.ackTag())) {
        byte[] confirmTag = KeySchedule.confirmTag(sha, prk, th3, ackTag);
        close();
        return new Step.Established(
            new Kx1Session(shared.hashes, prk, th3), Confirm.encode(shared.suite, confirmTag));
      }
    } catch (RuntimeException | Error e) {
      Secrets.wipe(prk);
      throw e;
    }
    Secrets.wipe(prk);
    return giveUp(Reason.BAD_ACK);
  }

  private Step rejected(Reject reject) {
    close();
    return new Step.Refused(reject.reason(), NOTHING, false);
  }

  private Step giveUp(Reason reason) {
    close();
    return new Step.Refused(reason, NOTHING, true);
  }

  /** A closed role expects nothing: any further bytes are malformed. */
  @Override
  public void close() {
    keyAgreement.close();
    th2 = null;
  }
}
