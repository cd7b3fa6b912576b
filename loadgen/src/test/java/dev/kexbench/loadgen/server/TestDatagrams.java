package dev.kexbench.loadgen.server;

import dev.kexbench.core.Catalogue;
import dev.kexbench.core.crypto.CryptoChoice;
import dev.kexbench.core.crypto.PoolKind;
import dev.kexbench.core.exchange.ClientSetup;
import dev.kexbench.core.exchange.DatagramClientSide;
import dev.kexbench.core.exchange.DatagramServerSide;
import dev.kexbench.core.exchange.ExchangeContext;
import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.StageTimer;
import dev.kexbench.core.identity.ClientTable;
import dev.kexbench.core.tls.Dtls;
import dev.kexbench.loadgen.fixture.Eventually;
import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.loadgen.transport.SocketTransport;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * A server of dtls12-psk in this process, on a free port of the loopback interface, with its client
 * side.
 */
public final class TestDatagrams implements AutoCloseable {
  /** With a timeout that no test waits for: the first handshake of a JVM loads many classes. */
  private static final Dtls DTLS =
      ((Dtls) Catalogue.find("dtls12-psk").orElseThrow()).withTimeout(Eventually.PATIENCE);

  private static final CryptoChoice CRYPTO =
      new CryptoChoice(TestExchange.BACKEND, PoolKind.BOUNDED, 4);
  private static final ExchangeContext AROUND =
      new ExchangeContext(System::currentTimeMillis, new SecureRandom(), StageTimer.NONE);

  private final KexServer server;
  private final int port;

  public TestDatagrams() {
    this(RunningServer.Shape.INLINE.limits(), side -> side);
  }

  /** With these limits, and a server side that a test observes. */
  TestDatagrams(Limits limits, UnaryOperator<DatagramServerSide> observed) {
    server =
        new KexServer(
            new ServerSettings(
                "127.0.0.1", 0, SocketTransport.byDefault(), 0, 1, 0, limits, DTLS.name(), "test"),
            new StageClock());
    port =
        server
            .listen(
                observed.apply(
                    DTLS.server(
                        new ServerSetup(
                            TestExchange.KEYS,
                            ClientTable.of(TestExchange.CLIENTS),
                            CRYPTO,
                            AROUND,
                            false))))
            .await()
            .port();
  }

  /** The client side. */
  public static DatagramClientSide clientSide() {
    return clientSide(Eventually.PATIENCE);
  }

  /** A client side with this timeout of a handshake. */
  static DatagramClientSide clientSide(Duration timeout) {
    return DTLS.withTimeout(timeout)
        .client(new ClientSetup(TestExchange.KEYS.publicKey(), CRYPTO, AROUND));
  }

  public int port() {
    return port;
  }

  /** Handshakes in progress. */
  public long open() {
    return server.figures().open();
  }

  public long confirmed() {
    return server.confirmed();
  }

  long offers() {
    return server.figures().offers.sum();
  }

  long rejected() {
    return server.figures().count(Reason.REJECTED);
  }

  long closed(CloseCause cause) {
    return server.figures().count(cause);
  }

  long drain(Duration patience) {
    return server.drain(patience);
  }

  @Override
  public void close() {
    server.close();
  }
}
