package dev.kexbench.core.tls;

import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.Session;
import dev.kexbench.core.exchange.Step;
import dev.kexbench.core.identity.ClientId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Supplier;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.bouncycastle.tls.TlsProtocol;

/**
 * Either side of one handshake, without streams: whole records go into bctls, its output goes into
 * steps. Bytes after a completed handshake belong to the application and are discarded here.
 */
final class TlsRole implements ClientRole {
  private static final byte[] EMPTY = {};

  private final Side side;
  private final RecordBuffer records = new RecordBuffer();
  private TlsProtocol protocol;
  private boolean finished;

  /** What has ended the handshake; null as long as nothing has. */
  private IOException failure;

  /** The first bytes of a peer that does not speak TLS; null otherwise. */
  private byte[] foreign;

  /** The parts in which a client's role and a server's differ. */
  interface Side {
    /** Starts a handshake. */
    TlsProtocol begin() throws IOException;

    /** The session of a completed handshake; empty before that. */
    Optional<Session> session();

    /** Whether this side sends first. */
    boolean begins();

    /**
     * Whether processing the peer's next records is expensive enough for a {@link Step.Compute}.
     */
    boolean isExpensive();

    /** Whether that may be shed; see {@link Step.Compute}. */
    default boolean isSheddable() {
      return true;
    }

    /** The client whose identity the peer has sent so far, verified or not; empty at a client. */
    default Optional<ClientId> claimed() {
      return Optional.empty();
    }

    /** Why the handshake with this server failed, at a client: see {@link ClientRole#failure}. */
    default Optional<String> failure(String server, IOException cause) {
      return Optional.empty();
    }

    /** See {@link ClientRole#negotiated}. */
    default Optional<String> negotiated() {
      return Optional.empty();
    }

    /** Wipes what was to be used in this handshake. */
    default void close() {}
  }

  TlsRole(Side side) {
    this.side = side;
  }

  @Override
  public void prepare() {
    if (protocol == null) {
      try {
        protocol = side.begin();
      } catch (IOException e) {
        throw new IllegalStateException("starting a handshake does no I/O", e);
      }
    }
  }

  @Override
  public Step start() {
    prepare();
    return side.begins() ? new Step.Send(output()) : Step.AWAIT;
  }

  @Override
  public Step receive(ByteBuffer in) {
    if (finished) {
      in.position(in.limit());
      return Step.AWAIT;
    }
    return switch (records.add(in)) {
      case PARTIAL -> Step.AWAIT;
      case FOREIGN -> {
        foreign = records.first();
        yield refused(Reason.MALFORMED, EMPTY);
      }
      case OTHER_VERSION ->
          refused(Reason.UNSUPPORTED, RecordBuffer.alert(AlertDescription.protocol_version));
      case TOO_LONG ->
          refused(Reason.MALFORMED, RecordBuffer.alert(AlertDescription.record_overflow));
      case WHOLE -> {
        byte[] whole = records.take();
        yield side.isExpensive() ? deferred(() -> next(whole)) : next(whole);
      }
    };
  }

  private Step deferred(Supplier<Step> work) {
    return new Step.Compute(
        work, () -> refused(Reason.BUSY, EMPTY), side::claimed, side.isSheddable());
  }

  private Step next(byte[] whole) {
    prepare();
    try {
      protocol.offerInput(whole);
    } catch (IOException e) {
      failure = e;
      return refused(AlertMapping.reason(failure, side.begins()), lastOutput(failure));
    }
    byte[] out = output();
    Optional<Session> session = side.session();
    if (session.isPresent()) {
      finished = true;
      return new Step.Established(session.get(), out);
    }
    return out.length == 0 ? Step.AWAIT : new Step.Send(out);
  }

  @Override
  public Optional<String> failure(String server) {
    return foreign == null
        ? Optional.ofNullable(failure).flatMap(cause -> side.failure(server, cause))
        : Optional.of(ForeignProtocol.of(server, foreign));
  }

  @Override
  public Optional<String> negotiated() {
    return side.negotiated();
  }

  /** What bctls sends at the end; it sends nothing before it has read the peer's version. */
  private byte[] lastOutput(IOException failure) {
    byte[] out = output();
    boolean answers = out.length > 0 || failure instanceof TlsFatalAlertReceived;
    return answers ? out : RecordBuffer.alert(AlertMapping.alert(failure));
  }

  private byte[] output() {
    byte[] out = new byte[protocol.getAvailableOutputBytes()];
    protocol.readOutput(out, 0, out.length);
    return out;
  }

  private Step.Refused refused(Reason reason, byte[] bytes) {
    finished = true;
    return new Step.Refused(reason, bytes, true);
  }

  /**
   * Wipes the secrets, as bctls does when closed. The close_notify that bctls then creates is never
   * sent.
   */
  @Override
  public void close() {
    side.close();
    if (protocol != null && !protocol.isClosed()) {
      try {
        protocol.close();
      } catch (IOException inMemory) {
        throw new IllegalStateException("closing a handshake does no I/O", inMemory);
      }
    }
  }
}
