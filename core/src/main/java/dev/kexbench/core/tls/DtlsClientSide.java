package dev.kexbench.core.tls;

import dev.kexbench.core.exchange.DatagramClientSide;
import dev.kexbench.core.exchange.Datagrams;
import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.Session;
import dev.kexbench.core.identity.ClientCredentials;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.bouncycastle.tls.TlsTimeoutException;

/** The state that all clients of one DTLS server share in this process. */
final class DtlsClientSide implements DatagramClientSide {
  private final TlsClientSide shared;
  private final int timeoutMillis;

  DtlsClientSide(TlsClientSide shared, int timeoutMillis) {
    this.shared = shared;
    this.timeoutMillis = timeoutMillis;
  }

  @Override
  public Optional<Reason> connect(
      ClientCredentials client, Datagrams server, Consumer<Session> established)
      throws IOException {
    ClientPeer peer = new ClientPeer(shared, client, timeoutMillis);
    DTLSTransport transport;
    try {
      transport = new DTLSClientProtocol().connect(peer, new DtlsTransport(server));
    } catch (TlsTimeoutException silence) {
      throw (IOException) new InterruptedIOException("no answer").initCause(silence);
    } catch (TlsFatalAlert | TlsFatalAlertReceived failure) {
      return Optional.of(AlertMapping.reason(failure, true));
    }
    established.accept(peer.session().orElseThrow());
    transport.close();
    return Optional.empty();
  }

  @Override
  public List<String> fallbackAlgorithms() {
    return shared.fallbackAlgorithms();
  }
}
