package dev.kexbench.core.tls;

import dev.kexbench.core.exchange.DatagramServerSide;
import dev.kexbench.core.exchange.Datagrams;
import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.Session;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.bouncycastle.tls.DTLSRequest;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DTLSVerifier;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.bouncycastle.tls.TlsTimeoutException;

/**
 * The state that all handshakes of one DTLS server share. A client's address is verified by a
 * cookie (RFC 6347, section 4.2.1) before any state is kept for it.
 */
final class DtlsServerSide implements DatagramServerSide {
  /** How long the last flight is retransmitted for a client that has not received it. */
  private static final int LINGER_MILLIS = 1_000;

  private final TlsServerSide shared;
  private final DTLSVerifier verifier;

  DtlsServerSide(TlsServerSide shared) {
    this.shared = shared;
    this.verifier = new DTLSVerifier(shared.crypto);
  }

  /** A ClientHello with a valid cookie. */
  private record Verified(DTLSRequest request) implements Hello {}

  @Override
  public Optional<Hello> greet(byte[] address, byte[] datagram, Datagrams asking) {
    return Optional.ofNullable(
            verifier.verifyRequest(
                address, datagram, 0, datagram.length, new DtlsTransport(asking)))
        .map(Verified::new);
  }

  @Override
  public Optional<Reason> serve(Hello hello, Datagrams client, Consumer<Session> established)
      throws IOException {
    ServerPeer peer = new ServerPeer(shared);
    BoundedGuesses bounded = new BoundedGuesses(client);
    DTLSTransport transport;
    try {
      transport =
          new DTLSServerProtocol()
              .accept(peer, new DtlsTransport(bounded), ((Verified) hello).request());
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

  private static void awaitClose(DTLSTransport transport) throws IOException {
    byte[] unread = new byte[transport.getReceiveLimit()];
    int got;
    do {
      try {
        got = transport.receive(unread, 0, unread.length, LINGER_MILLIS);
      } catch (InterruptedIOException silence) {
        return;
      }
    } while (got >= 0);
  }
}
