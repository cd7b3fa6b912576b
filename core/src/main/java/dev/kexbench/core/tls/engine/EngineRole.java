package dev.kexbench.core.tls.engine;

import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.Session;
import dev.kexbench.core.exchange.Step;
import dev.kexbench.core.tls.CallbackFailure;
import dev.kexbench.core.tls.ForeignProtocol;
import dev.kexbench.core.tls.RecordBuffer;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.bouncycastle.tls.AlertDescription;

/**
 * Either side of one handshake over an {@link javax.net.ssl.SSLEngine}: whole records go into the
 * engine, its records go into steps. A client that wants a ticket of TLS 1.3 stays until the first
 * record after the handshake, which brings it, or until its caller gives up.
 */
final class EngineRole implements ClientRole {
  private static final byte[] NOTHING = {};

  private final EngineShared shared;
  private final Endpoint endpoint;
  private final RecordBuffer records = new RecordBuffer();
  private final Hellos hellos;
  private EngineDriver driver;
  private byte[] prepared = NOTHING;
  private boolean complete;
  private boolean ended;
  private boolean closed;

  /** What to tell users about a refusal; null as long as there is none. */
  private EngineFailure failure;

  EngineRole(EngineShared shared, Endpoint endpoint) {
    this.shared = shared;
    this.endpoint = endpoint;
    this.hellos = new Hellos(shared.suite(), shared.isClient());
  }

  @Override
  public void prepare() {
    if (driver == null) {
      try {
        driver = new EngineDriver(endpoint.engine());
        if (shared.isClient()) {
          shared.buffers().with(buffers -> begun(buffers));
        }
      } catch (SSLException e) {
        throw new IllegalStateException("an engine cannot start a handshake", e);
      }
    }
  }

  private byte[] begun(EngineBuffers buffers) {
    try {
      driver.advance(ByteBuffer.wrap(NOTHING), buffers);
    } catch (SSLException e) {
      throw new IllegalStateException("an engine cannot write a ClientHello", e);
    }
    prepared = driver.takeOutput();
    hellos.sent(prepared);
    return prepared;
  }

  @Override
  public Step start() {
    prepare();
    return shared.isClient() ? new Step.Send(prepared) : Step.AWAIT;
  }

  @Override
  public Step receive(ByteBuffer in) {
    if (ended) {
      in.position(in.limit());
      return Step.AWAIT;
    }
    return switch (records.add(in)) {
      case PARTIAL -> Step.AWAIT;
      case FOREIGN -> {
        byte[] first = records.first();
        failure = (server, offer) -> ForeignProtocol.of(server, first);
        yield refused(Reason.MALFORMED, NOTHING);
      }
      case OTHER_VERSION ->
          refused(Reason.UNSUPPORTED, RecordBuffer.alert(AlertDescription.protocol_version));
      case TOO_LONG ->
          refused(Reason.MALFORMED, RecordBuffer.alert(AlertDescription.record_overflow));
      case WHOLE -> {
        byte[] whole = records.take();
        yield isExpensive() ? deferred(() -> next(whole)) : next(whole);
      }
    };
  }

  /**
   * Whether a server may need its private key, an agreement, or a client's public key for what
   * comes next. Otherwise it reads only a MAC of the client's after its ServerHello: that must not
   * be shed, since the client may already be through.
   */
  private boolean isExpensive() {
    if (shared.isClient()) {
      return false;
    }
    boolean onlyMac = hellos.resumes() || isVersion13() && !shared.suite().isMutual();
    return !(hellos.isAnswered() && onlyMac);
  }

  private boolean isVersion13() {
    return shared.suite().isVersion13();
  }

  private Step deferred(Supplier<Step> work) {
    boolean sheddable = !(hellos.isAnswered() && isVersion13());
    return new Step.Compute(
        work, () -> refused(Reason.BUSY, NOTHING), endpoint::claimed, sheddable);
  }

  private Step next(byte[] whole) {
    prepare();
    hellos.received(whole);
    if (hellos.isUnsupported()) {
      return unsupported();
    }
    return shared
        .buffers()
        .with(buffers -> complete ? ticket(whole, buffers) : step(whole, buffers));
  }

  private Step.Refused unsupported() {
    failure = (server, offer) -> "%s accepts none of what %s".formatted(server, offer);
    return refused(Reason.UNSUPPORTED, RecordBuffer.alert(AlertDescription.handshake_failure));
  }

  private Step step(byte[] whole, EngineBuffers buffers) {
    try {
      complete = driver.advance(ByteBuffer.wrap(whole), buffers);
      if (complete && !endpoint.acceptsClient()) {
        return unknownClient();
      }
      if (complete && endpoint.holdsRecords()) {
        driver.wrap(buffers);
      }
    } catch (SSLException e) {
      return failed(e, whole, buffers);
    } catch (RuntimeException e) {
      if (MalformedName.isCauseOf(e)) {
        return failed(new SSLException(e), whole, buffers);
      }
      throw CallbackFailure.in(e).orElse(e);
    }
    byte[] out = driver.takeOutput();
    if (!shared.isClient()) {
      hellos.sent(out);
      if (hellos.isUnsupported()) {
        return unsupported();
      }
    }
    if (!complete) {
      return out.length == 0 ? Step.AWAIT : new Step.Send(out);
    }
    if (!awaitsTicket()) {
      return established(out);
    }
    endpoint.waits();
    return new Step.Send(out);
  }

  /**
   * Refuses a client that is not in the table. In TLS 1.2, the alert takes the place of the
   * server's Finished. Otherwise keys are in use by now, and no engine encrypts an alert for its
   * caller.
   */
  private Step.Refused unknownClient() {
    endpoint.completed();
    boolean isPlain = !isVersion13() && !hellos.resumes();
    return refused(
        Reason.REJECTED, isPlain ? RecordBuffer.alert(AlertDescription.access_denied) : NOTHING);
  }

  private Step ticket(byte[] whole, EngineBuffers buffers) {
    try {
      driver.readAfterwards(ByteBuffer.wrap(whole), buffers);
    } catch (SSLException e) {
      return failed(e, whole, buffers);
    }
    return established(NOTHING);
  }

  @Override
  public boolean awaitsTicket() {
    return complete && !ended && isVersion13() && endpoint.wantsTicket();
  }

  @Override
  public Step.Established withoutTicket() {
    if (!awaitsTicket()) {
      throw new IllegalStateException("no ticket is awaited");
    }
    return established(NOTHING);
  }

  private Step.Established established(byte[] out) {
    ended = true;
    Session session = shared.session(endpoint, hellos);
    endpoint.completed();
    return new Step.Established(session, out);
  }

  private Step failed(SSLException cause, byte[] in, EngineBuffers buffers) {
    if (isCallbackFailure(cause)) {
      throw CallbackFailure.in(cause).orElseThrow();
    }
    driver.flushAlert(buffers);
    byte[] out = driver.takeOutput();
    EngineAlert alert = EngineAlert.of(cause, in, out);
    failure = EngineFailure.of(endpoint.certificateProblem(), alert, cause);
    boolean answers = out.length > 0 || alert.isReceived();
    return refused(
        reason(alert), answers ? out : RecordBuffer.alert(AlertDescription.illegal_parameter));
  }

  /** After its request for a certificate, a server raises handshake_failure for what comes. */
  private Reason reason(EngineAlert alert) {
    if (endpoint.certificateProblem().isPresent()) {
      return Reason.BAD_ACK;
    }
    boolean asked = !shared.isClient() && shared.suite().isMutual() && hellos.isAnswered();
    return asked && alert.isRaised(AlertDescription.handshake_failure)
        ? Reason.REJECTED
        : alert.reason(shared.isClient());
  }

  /**
   * A provider's exceptions are a peer's doing, here: engines pass them for wrong public values.
   */
  private static boolean isCallbackFailure(Throwable failure) {
    return failure != null
        && (failure instanceof CallbackFailure || isCallbackFailure(failure.getCause()));
  }

  private Step.Refused refused(Reason reason, byte[] bytes) {
    ended = true;
    return new Step.Refused(reason, bytes, true);
  }

  @Override
  public Optional<String> failure(String server) {
    return Optional.ofNullable(failure)
        .map(
            why -> why.text(server, shared.suite().label() + " offers: " + shared.suite().offer()));
  }

  @Override
  public Optional<String> negotiated() {
    return complete
        ? Optional.of(endpoint.engine().getSession().getProtocol().replace("v", " "))
        : Optional.empty();
  }

  /** Releases the engine, whose secrets only its library can wipe. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      ended = true;
      endpoint.close();
    }
  }
}
