package dev.kexbench.core.kx1;

import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.Step;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The server side of one connection: OFFER, ACK, CONFIRM, repeatedly. The checks of a frame follow
 * the order of the specification; up to the admission check they use public data only.
 */
final class Kx1ServerRole implements Role {
  private static final byte[] NOTHING = {};

  private final Kx1ServerSide side;
  private final FrameReader frames = new FrameReader();

  /** Set while a CONFIRM is due. */
  private PendingConfirm pending;

  Kx1ServerRole(Kx1ServerSide side) {
    this.side = side;
  }

  @Override
  public Step start() {
    return Step.AWAIT;
  }

  @Override
  public Step receive(ByteBuffer in) {
    FrameReader.Read read = frames.read(in);
    if (read instanceof FrameReader.Read.Whole whole) {
      return take(whole.frame());
    }
    return read instanceof FrameReader.Read.Partial ? Step.AWAIT : hangUp(Reason.MALFORMED);
  }

  private Step take(Frame frame) {
    Optional<Fields> fields = side.current().fields(frame.suite());
    if (fields.isEmpty() || !served(frame)) {
      return reject(Reject.UNSUPPORTED, Reason.UNSUPPORTED, frame.suite());
    }
    if (frame.bodyLength() != expectedBody(frame, fields.get())) {
      return hangUp(Reason.MALFORMED);
    }
    return switch (frame.type()) {
      case FrameType.OFFER ->
          pending == null ? offered(new Offer(frame, fields.get())) : hangUp(Reason.OUT_OF_TURN);
      case FrameType.CONFIRM ->
          pending == null || pending.fields() != fields.get()
              ? hangUp(Reason.OUT_OF_TURN)
              : confirmed(frame);
      default -> hangUp(Reason.OUT_OF_TURN);
    };
  }

  private boolean served(Frame frame) {
    return frame.version() == Frame.VERSION
        && FrameType.known(frame.type())
        && (frame.flags() & ~allowedFlags(frame)) == 0;
  }

  private int allowedFlags(Frame frame) {
    if (frame.type() != FrameType.OFFER) {
      return 0;
    }
    return Frame.FLAG_ADMISSION | (side.current().issuesTickets() ? Frame.FLAG_TICKET : 0);
  }

  private static int expectedBody(Frame frame, Fields fields) {
    return switch (frame.type()) {
      case FrameType.OFFER -> Offer.bodyBytes(fields, (frame.flags() & Frame.FLAG_ADMISSION) != 0);
      case FrameType.ACK -> Ack.bodyBytes(fields, false);
      case FrameType.CONFIRM -> Confirm.BODY_BYTES;
      default -> Reject.BODY_BYTES;
    };
  }

  private Step offered(Offer offer) {
    Frame frame = offer.frame();
    Optional<Kx1Server> named = side.named(offer);
    if (named.isEmpty()) {
      return reject(Reject.UNKNOWN_KEY, Reason.UNKNOWN_KEY, frame.suite());
    }
    Kx1Server server = named.get();
    byte[] th1 = server.hashes.with(sha -> Transcript.th1(sha, frame.bytes(), server.fingerprint));
    return admitted(server, offer, th1);
  }

  private Step admitted(Kx1Server server, Offer offer, byte[] th1) {
    Optional<Reason> refusal = server.refusal(offer, th1);
    if (refusal.isEmpty()) {
      return computed(server, offer, th1);
    }
    // An OFFER does not name its gate key: if that alone was replaced, the previous one may fit.
    Optional<Kx1Server> previous =
        refusal.get() == Reason.ADMISSION ? side.withPreviousGate(server) : Optional.empty();
    return previous.isPresent()
        ? admitted(previous.get(), offer, th1)
        : reject(Reject.REJECTED, refusal.get(), offer.frame().suite());
  }

  private Step computed(Kx1Server server, Offer offer, byte[] th1) {
    Frame frame = offer.frame();
    return new Step.Compute(
        work(server, offer, th1),
        () -> reject(Reject.BUSY, Reason.BUSY, frame.suite()),
        () -> Optional.of(offer.client()));
  }

  private Supplier<Step> work(Kx1Server server, Offer offer, byte[] th1) {
    Optional<BatchRsaServer> key = server.batchKey(offer.fields());
    return key.isEmpty()
        ? () -> answered(offer, server.answer(offer, th1))
        : new BatchOffer(
            key.get(), offer, agreement -> answered(offer, server.answer(offer, th1, agreement)));
  }

  private Step answered(Offer offer, Optional<PendingConfirm> answer) {
    if (answer.isEmpty()) {
      boolean returning = offer.fields() instanceof ResumeMode;
      Reason reason = returning ? Reason.TICKET : Reason.REJECTED;
      return reject(Reject.REJECTED, reason, offer.fields().code());
    }
    pending = answer.get();
    return new Step.Send(pending.ack());
  }

  private Step confirmed(Frame frame) {
    PendingConfirm due = pending;
    pending = null;
    if (verified(due, frame)) {
      return new Step.Established(due.session(side.current().hashes), NOTHING);
    }
    due.wipe();
    Step.Refused refused =
        new Step.Refused(Reason.BAD_CONFIRM, Reject.REJECTED.encode(frame.suite()), true);
    return due.confirmProvesClient() ? wrongGuess(due, refused) : refused;
  }

  /**
   * A refusal that counts against the client that was claimed, as that of an OFFER does, also if
   * the client closes right after its guess.
   */
  private static Step wrongGuess(PendingConfirm due, Step.Refused refused) {
    return new Step.Compute(
        () -> refused, () -> refused, () -> Optional.of(due.client()), /* sheddable= */ false);
  }

  private boolean verified(PendingConfirm due, Frame frame) {
    try {
      return side.current().hashes.with(sha -> due.verifies(sha, Confirm.confirmTag(frame)));
    } catch (RuntimeException | Error e) {
      due.wipe();
      throw e;
    }
  }

  /** Refuses, discards any pending exchange, and waits for another OFFER. */
  private Step.Refused reject(Reject answer, Reason reason, int suite) {
    close();
    return new Step.Refused(reason, answer.encode(suite), false);
  }

  private Step hangUp(Reason reason) {
    close();
    return new Step.Refused(reason, NOTHING, true);
  }

  @Override
  public void close() {
    if (pending != null) {
      pending.wipe();
      pending = null;
    }
  }
}
