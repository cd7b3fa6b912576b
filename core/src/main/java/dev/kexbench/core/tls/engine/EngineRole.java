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
 * record after the handshake, which brings it.
 */
final class EngineRole implements ClientRole {
  private static final byte[] NOTHING = {};

  private final EngineShared shared;
  private final Endpoint endpoint;
  private final RecordBuffer records = new RecordBuffer();
  private final HelloReader clientHello = new HelloReader();
  private final HelloReader serverHello = new HelloReader();
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
    clientHello.add(prepared);
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
   * Whether a server may need its private key, or an agreement, for what comes next. After the
   * ServerHello of TLS 1.3, or of a session that resumes, it reads only a MAC of the client's: that
   * must not be shed, since the client may already be through.
   */
  private boolean isExpensive() {
    return !shared.isClient() && !(serverHello.isWhole() && (isVersion13() || resumes()));
  }

  private boolean isVersion13() {
    return shared.suite().isVersion13();
  }

  private boolean resumes() {
    return serverHello.resumes(isVersion13());
  }

  private Step deferred(Supplier<Step> work) {
    return new Step.Compute(work, () -> refused(Reason.BUSY, NOTHING), Optional::empty);
  }

  private Step next(byte[] whole) {
    prepare();
    HelloReader peers = shared.isClient() ? serverHello : clientHello;
    peers.add(whole);
    if (isUnsupported(peers)) {
      return unsupported();
    }
    return shared
        .buffers()
        .with(buffers -> complete ? ticket(whole, buffers) : step(whole, buffers));
  }

  /**
   * Whether a hello lacks what every handshake must have: BoringSSL would choose another cipher
   * suite of TLS 1.3, and both engines do without the extended master secret (RFC 7627).
   */
  private boolean isUnsupported(HelloReader hello) {
    if (!hello.isWhole()) {
      return false;
    }
    return !hello.names(shared.suite().cipherSuites()[0])
        || !shared.suite().isVersion13() && !hello.hasExtendedMasterSecret();
  }

  private Step.Refused unsupported() {
    failure = (server, offer) -> "%s accepts none of what %s".formatted(server, offer);
    return refused(Reason.UNSUPPORTED, RecordBuffer.alert(AlertDescription.handshake_failure));
  }

  private Step step(byte[] whole, EngineBuffers buffers) {
    try {
      complete = driver.advance(ByteBuffer.wrap(whole), buffers);
      if (complete && endpoint.holdsRecords()) {
        driver.wrap(buffers);
      }
    } catch (SSLException e) {
      return failed(e, whole, buffers);
    } catch (RuntimeException e) {
      throw CallbackFailure.in(e).orElse(e);
    }
    byte[] out = driver.takeOutput();
    if (!shared.isClient()) {
      serverHello.add(out);
      if (isUnsupported(serverHello)) {
        return unsupported();
      }
    }
    if (!complete) {
      return out.length == 0 ? Step.AWAIT : new Step.Send(out);
    }
    boolean waits = endpoint.wantsTicket() && shared.suite().isVersion13();
    return waits ? new Step.Send(out) : established(out);
  }

  private Step ticket(byte[] whole, EngineBuffers buffers) {
    try {
      driver.readAfterwards(ByteBuffer.wrap(whole), buffers);
    } catch (SSLException e) {
      return failed(e, whole, buffers);
    }
    return established(NOTHING);
  }

  private Step established(byte[] out) {
    ended = true;
    return new Step.Established(session(), out);
  }

  private Session session() {
    boolean resumed = shared.isClient() ? endpoint.isResumed() : resumes();
    var origin = new EngineSession.Origin(resumed, endpoint.ticket());
    var hashes = shared.hashes();
    EngineSession session;
    try {
      session =
          shared.exporter()
              ? EngineSession.exported(
                  hashes,
                  KeyExport.of(
                      endpoint.engine().getSession(),
                      EngineSession.EXPORTER_LABEL,
                      EngineSession.EXPORTED_BYTES),
                  origin)
              : EngineSession.identified(hashes, randoms(), origin);
    } catch (SSLException e) {
      throw new IllegalStateException("a completed handshake exports no keys", e);
    }
    endpoint.completed();
    return session;
  }

  private byte[] randoms() {
    byte[] client = clientHello.random();
    byte[] server = serverHello.random();
    return ByteBuffer.allocate(client.length + server.length).put(client).put(server).array();
  }

  private Step failed(SSLException cause, byte[] in, EngineBuffers buffers) {
    if (isCallbackFailure(cause)) {
      throw CallbackFailure.in(cause).orElseThrow();
    }
    driver.flushAlert(buffers);
    byte[] out = driver.takeOutput();
    EngineAlert alert = EngineAlert.of(cause, in, out);
    failure = EngineFailure.of(endpoint.certificateProblem(), alert, cause);
    Reason reason =
        endpoint.certificateProblem().isPresent()
            ? Reason.BAD_ACK
            : alert.reason(shared.isClient());
    boolean answers = out.length > 0 || alert.isReceived();
    return refused(reason, answers ? out : RecordBuffer.alert(AlertDescription.illegal_parameter));
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
