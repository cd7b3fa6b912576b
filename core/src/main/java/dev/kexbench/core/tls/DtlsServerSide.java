package dev.kexbench.core.tls;

import dev.kexbench.core.exchange.DatagramServerSide;
import dev.kexbench.core.exchange.Datagrams;
import dev.kexbench.core.exchange.ExchangeContext;
import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.Session;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.DTLSRequest;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.bouncycastle.tls.TlsTimeoutException;

/**
 * The state that all handshakes of one DTLS server share. A client's address is verified by a
 * cookie (RFC 6347, section 4.2.1) before any state is kept for it, but for the start of a
 * ClientHello whose first fragment is too short to carry a cookie.
 */
final class DtlsServerSide implements DatagramServerSide {
  /**
   * How long the last flight is retransmitted for a client that has not received it. Twice the
   * timer after which a client sends its own again (1 s, RFC 6347, section 4.2.4.1), so that this
   * arrives in time through a slow network as well.
   */
  private static final int LINGER_MILLIS = 2_000;

  private final TlsServerSide shared;
  private final int timeoutMillis;
  private final Cookies cookies;
  private final RequestFactory requests;
  private final LongSupplier clockMillis;
  private final HelloAssembly assembly = new HelloAssembly();

  DtlsServerSide(TlsServerSide shared, ExchangeContext context, int timeoutMillis) {
    this.shared = shared;
    this.timeoutMillis = timeoutMillis;
    this.cookies = new Cookies(shared.hashes, context);
    this.requests = new RequestFactory(context);
    this.clockMillis = context.clockMillis();
  }

  /** A ClientHello with a valid cookie. */
  private record Verified(DTLSRequest request) implements Hello {}

  /** A ClientHello with a valid cookie that is malformed otherwise. */
  private record Unreadable(long recordSequence, short alert) implements Hello {}

  @Override
  public Optional<Hello> greet(byte[] address, byte[] datagram, Datagrams asking)
      throws IOException {
    int beginnings = 0;
    for (HelloFragment fragment : HelloFragment.in(datagram)) {
      beginnings += fragment.offset() == 0 ? 1 : 0;
      if (beginnings > 1) {
        return Optional.empty(); // a datagram gets one answer, which is shorter than itself
      }
      Optional<Hello> hello = greet(address, fragment, asking);
      if (hello.isPresent()) {
        return hello;
      }
    }
    return Optional.empty();
  }

  private synchronized Optional<Hello> greet(
      byte[] address, HelloFragment fragment, Datagrams asking) throws IOException {
    long nowMillis = clockMillis.getAsLong();
    Optional<PartialHello> arrived =
        fragment.bytes().length == fragment.length()
            ? Optional.of(new PartialHello(fragment, nowMillis))
            : assembly.add(address, fragment, nowMillis);
    Optional<PartialHello.Prefix> prefix = arrived.flatMap(PartialHello::prefix);
    if (prefix.isEmpty()) {
      return Optional.empty();
    }
    byte[] cookie = prefix.get().cookie();
    byte[] parameters = prefix.get().parameters();
    if (!cookies.isValid(cookie, address, parameters)) {
      assembly.forgetUnverified(address);
      ask(asking, arrived.get().recordSequence(), cookies.create(address, parameters));
      return Optional.empty();
    }
    if (!arrived.get().isComplete()) {
      assembly.verified(address, arrived.get());
      return Optional.empty();
    }
    assembly.forget(address);
    return Optional.of(hello(arrived.get(), prefix.get()));
  }

  private Hello hello(PartialHello whole, PartialHello.Prefix prefix) {
    Optional<DTLSRequest> request = requests.request(whole.inOneRecord(), prefix.cookie());
    if (request.isPresent()) {
      return new Verified(request.get());
    }
    int version = ByteBuffer.wrap(prefix.parameters()).getShort() & 0xFFFF;
    boolean isVersion = version >> Byte.SIZE == 0xFE && version != 0xFEFE;
    return new Unreadable(
        whole.recordSequence(),
        isVersion ? AlertDescription.decode_error : AlertDescription.protocol_version);
  }

  /** Sends a HelloVerifyRequest, which is shorter than the part of a hello that it answers. */
  private static void ask(Datagrams client, long recordSequence, byte[] cookie) throws IOException {
    int body = 2 + 1 + cookie.length;
    byte[] record =
        ByteBuffer.allocate(HelloFragment.RECORD_BYTES + HelloFragment.HEADER_BYTES + body)
            .put(new byte[] {RecordCheck.HANDSHAKE, (byte) 0xFE, (byte) 0xFF})
            .putLong(recordSequence) // the client's
            .putShort((short) (HelloFragment.HEADER_BYTES + body))
            .put(new byte[] {3, 0, 0, (byte) body, 0, 0, 0, 0, 0, 0, 0, (byte) body})
            .put(new byte[] {(byte) 0xFE, (byte) 0xFF, (byte) cookie.length})
            .put(cookie)
            .array();
    client.send(record, 0, record.length);
  }

  @Override
  public Optional<Reason> serve(Hello hello, Datagrams client, Consumer<Session> established)
      throws IOException {
    if (hello instanceof Unreadable unreadable) {
      return Optional.of(refuse(client, unreadable));
    }
    ServerPeer peer = new ServerPeer(shared, timeoutMillis);
    GuessLimit bounded = new GuessLimit(client);
    DTLSTransport transport;
    try {
      transport =
          new Protocol().accept(peer, new DtlsTransport(bounded), ((Verified) hello).request());
    } catch (TlsTimeoutException silence) {
      throw (IOException) new InterruptedIOException("no answer").initCause(silence);
    } catch (TlsFatalAlert | TlsFatalAlertReceived failure) {
      return Optional.of(AlertMapping.reason(failure, false));
    }
    bounded.complete();
    established.accept(peer.session().orElseThrow());
    awaitClose(transport);
    return Optional.empty();
  }

  /** Ends with an alert of the peer's; whether the fault is our own, {@link AlertMapping} sees. */
  private static final class Protocol extends DTLSServerProtocol {
    @Override
    protected void abortServerHandshake(ServerHandshakeState state, short alert) {
      boolean isVague = alert == AlertDescription.internal_error;
      super.abortServerHandshake(state, isVague ? AlertDescription.handshake_failure : alert);
    }
  }

  private static Reason refuse(Datagrams client, Unreadable hello) throws IOException {
    byte[] record =
        ByteBuffer.allocate(HelloFragment.RECORD_BYTES + 2)
            .put(new byte[] {21, (byte) 0xFE, (byte) 0xFD})
            .putLong(hello.recordSequence())
            .putShort((short) 2)
            .put(new byte[] {2, (byte) hello.alert()})
            .array();
    client.send(record, 0, record.length);
    return AlertMapping.reason(new TlsFatalAlert(hello.alert()), false);
  }

  /**
   * Waits for the closing alert; application data too shows that the client has the last flight.
   */
  private static void awaitClose(DTLSTransport transport) throws IOException {
    byte[] unread = new byte[transport.getReceiveLimit()];
    try {
      transport.receive(unread, 0, unread.length, LINGER_MILLIS);
    } catch (InterruptedIOException silence) {
      return;
    }
  }
}
