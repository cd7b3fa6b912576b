package dev.kexbench.core.kx1;

import dev.kexbench.core.crypto.Secrets;
import dev.kexbench.core.crypto.Sha256;
import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.Resumption;
import dev.kexbench.core.exchange.Step;
import dev.kexbench.core.exchange.Ticket;
import dev.kexbench.core.identity.ClientCredentials;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/**
 * The client side of one exchange: OFFER, ACK, CONFIRM. Anything other than the exact ACK or a
 * REJECT that it waits for ends the exchange and the connection. Nothing makes it change suite,
 * version, key or flags, with one exception: if its ticket is refused, it makes one full exchange
 * of its own suite.
 */
final class Kx1ClientRole implements ClientRole {
  private static final byte[] NOTHING = {};

  private final Kx1Client shared;
  private final ClientCredentials client;
  private final FrameReader frames = new FrameReader();
  private final boolean asksForTicket;

  private Fields fields;
  private ClientKeyAgreement keyAgreement;

  /** The OFFER, whose admission part is empty until it is sent; null before it is created. */
  private ByteBuffer offer;

  private byte[] th1;
  private byte[] th2;

  /** A role that asks for a ticket if there is a resumption, and presents the one that it has. */
  Kx1ClientRole(Kx1Client shared, ClientCredentials client, Optional<Resumption> resumption) {
    this.shared = shared;
    this.client = client;
    this.asksForTicket = resumption.isPresent();
    resumption
        .flatMap(this::presentable)
        .ifPresentOrElse(
            ticket -> resume(ticket, resumption.get().forwardSecret()), this::startFull);
  }

  /** The ticket, if it is one of this server; any other is wiped. */
  private Optional<Kx1Ticket> presentable(Resumption resumption) {
    long now = shared.context.clockMillis().getAsLong();
    Optional<Kx1Ticket> good =
        resumption
            .ticket()
            .filter(Kx1Ticket.class::isInstance)
            .map(Kx1Ticket.class::cast)
            .filter(ticket -> ticket.isGoodFor(shared.issuer(), now));
    if (good.isEmpty()) {
      resumption.ticket().ifPresent(Ticket::close);
    }
    return good;
  }

  private void resume(Kx1Ticket ticket, boolean forwardSecret) {
    ResumeMode mode = forwardSecret ? ResumeMode.forwardSecret(shared.suite) : ResumeMode.SYMMETRIC;
    fields = mode;
    keyAgreement = new ResumeClient(shared.returning, mode, client.root(), ticket);
  }

  private void startFull() {
    fields = shared.suite;
    keyAgreement = shared.keyAgreements.open(client);
    offer = null;
  }

  @Override
  public void prepare() {
    if (offer != null) {
      return;
    }
    boolean admission = client.admission().isPresent();
    int flags = (admission ? Frame.FLAG_ADMISSION : 0) | (asksForTicket ? Frame.FLAG_TICKET : 0);
    ByteBuffer made =
        Frame.write(FrameType.OFFER, fields.code(), flags, Offer.bodyBytes(fields, admission))
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
    Offer made = new Offer(new Frame(offer.array()), fields);
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
        th2 != null && frame.version() == Frame.VERSION && frame.suite() == fields.code();
    if (mine && isAck(frame)) {
      Ack ack = new Ack(frame, fields);
      return keyAgreement
          .secret(ack.s())
          .map(secret -> acknowledged(ack, secret))
          .orElseGet(() -> giveUp(Reason.BAD_ACK));
    }
    if (mine && isReject(frame)) {
      return Reject.of(frame).map(this::rejected).orElseGet(() -> giveUp(Reason.MALFORMED));
    }
    return giveUp(Reason.MALFORMED);
  }

  private boolean isAck(Frame frame) {
    boolean ticket = frame.flags() == Frame.FLAG_TICKET && asksForTicket;
    return frame.type() == FrameType.ACK
        && (ticket || frame.flags() == 0)
        && frame.bodyLength() == Ack.bodyBytes(fields, ticket);
  }

  private static boolean isReject(Frame frame) {
    return frame.type() == FrameType.REJECT
        && frame.flags() == 0
        && frame.bodyLength() == Reject.BODY_BYTES;
  }

  private Step acknowledged(Ack ack, byte[] secret) {
    try {
      return shared.hashes.with(sha -> acknowledged(sha, ack, secret));
    } finally {
      Secrets.wipe(secret);
    }
  }

  private Step acknowledged(Sha256 sha, Ack ack, byte[] secret) {
    byte[] th3 = Transcript.th3(sha, th2, ack.frame().bytes(), fields);
    byte[] prk = KeySchedule.prk(sha, th3, secret);
    try {
      byte[] ackTag = KeySchedule.ackTag(sha, prk, th3, ack.ticketPart());
      if (MessageDigest.isEqual(ackTag, ack.ackTag())) {
        byte[] confirmTag = KeySchedule.confirmTag(sha, prk, th3, ackTag);
        Kx1Session.Origin origin =
            new Kx1Session.Origin(fields instanceof ResumeMode, ticket(sha, ack, prk));
        close();
        return new Step.Established(
            new Kx1Session(shared.hashes, prk, th3, origin), Confirm.encode(fields, confirmTag));
      }
    } catch (RuntimeException | Error e) {
      Secrets.wipe(prk);
      throw e;
    }
    Secrets.wipe(prk);
    return giveUp(Reason.BAD_ACK);
  }

  private Optional<Ticket> ticket(Sha256 sha, Ack ack, byte[] prk) {
    byte[] part = ack.ticketPart();
    if (part.length == 0) {
      return Optional.empty();
    }
    long seconds = Integer.toUnsignedLong(ByteBuffer.wrap(part).getInt());
    long expiry = shared.context.clockMillis().getAsLong() + 1_000 * seconds;
    byte[] ticket = Arrays.copyOfRange(part, Integer.BYTES, part.length);
    byte[] secret = KeySchedule.resumption(sha, prk);
    return Optional.of(new Kx1Ticket(shared.issuer(), ticket, secret, expiry));
  }

  private Step rejected(Reject reject) {
    boolean resuming = fields instanceof ResumeMode;
    close();
    if (resuming && (reject == Reject.REJECTED || reject == Reject.UNSUPPORTED)) {
      startFull();
      return start();
    }
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
