package dev.kexbench.bench.suite;

import dev.kexbench.core.Catalogue;
import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.CryptoChoice;
import dev.kexbench.core.crypto.Pool;
import dev.kexbench.core.crypto.PoolKind;
import dev.kexbench.core.crypto.RsaPrivateOperation;
import dev.kexbench.core.exchange.ExchangeContext;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.exchange.StageTimer;
import dev.kexbench.core.exchange.StreamExchange;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientTable;
import dev.kexbench.core.identity.Enrolment;
import dev.kexbench.core.identity.Enrolment.EnrolmentSetup;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * A KX1 server in memory with {@link Ring#SIZE} clients, shared by all threads. Each thread keeps
 * its own crypto objects.
 */
@State(Scope.Benchmark)
public class Server {
  /** Where the server's and its clients' cryptography comes from. */
  @Param public CryptoSource provider;

  private CryptoBackend backend;
  private CryptoChoice crypto;
  private ServerKey key;
  private StreamExchange exchange;
  private ExchangeContext context;
  private List<ClientCredentials> enrolled;
  private ServerSide open;
  private ServerSide guarded;
  private ServerSide issuing;
  private PrivateKeyCounter counter;

  /** Enrols the clients and starts the server: without admission, with it, and with tickets. */
  @Setup
  public void start(ServerKey given, BenchmarkParams run) throws IOException {
    start(given, run.getThreads());
  }

  void start(ServerKey given, int threads) throws IOException {
    start(given, provider.backend(), threads);
  }

  /**
   * Another server with the same key and clients of its own, whose exchanges do no RSA: quick to
   * prepare, for an operation that does none either. For one thread.
   */
  Server withoutRsa() throws IOException {
    Server quick = new Server();
    quick.provider = provider;
    boolean hasRsa = provider != CryptoSource.NO_CRYPTO;
    quick.start(key, hasRsa ? new PlainRsa(backend) : backend, 1);
    return quick;
  }

  private void start(ServerKey given, CryptoBackend from, int threads) throws IOException {
    key = given;
    backend = from;
    crypto = new CryptoChoice(backend, PoolKind.THREAD_LOCAL, threads);
    exchange = Catalogue.findStream("kx1-rsa" + key.bits).orElseThrow();
    SecureRandom random = provider.random();
    context = new ExchangeContext(System::currentTimeMillis, random, StageTimer.NONE);
    enrolled =
        Enrolment.random(
            "client", Ring.SIZE, new EnrolmentSetup(key.keys().gate(), backend.sha256(), random));
    ClientTable table =
        StoredTable.of(enrolled.stream().map(each -> new StoredTable.Row(each.id(), each.root())));
    open = exchange.server(new ServerSetup(key.keys(), table, crypto, context, false));
    guarded = exchange.server(new ServerSetup(key.keys(), table, crypto, context, true));
    counter = new PrivateKeyCounter(backend);
    issuing =
        exchange.server(
            new ServerSetup(
                key.keys(),
                table,
                new CryptoChoice(counter, PoolKind.THREAD_LOCAL, threads),
                context,
                false,
                Optional.of(ResumptionKind.LIFETIME)));
  }

  /** The server without admission. */
  ServerSide open() {
    return open;
  }

  /** The server with admission. */
  ServerSide guarded() {
    return guarded;
  }

  /** The server without admission that issues tickets. */
  ServerSide issuing() {
    return issuing;
  }

  /** How often the server that issues tickets has used its private key. */
  long privateKeyUses() {
    return counter.uses();
  }

  ServerKey key() {
    return key;
  }

  CryptoBackend backend() {
    return backend;
  }

  /** Its private key alone, pooled as in the server. */
  Pool<RsaPrivateOperation> privateKeys() {
    return crypto.pooled(() -> backend.rsaPrivate(key.privateHalf()));
  }

  /** Its clients, with the same cryptography. For one thread. */
  Clients clients() {
    CryptoChoice clientCrypto = new CryptoChoice(backend, PoolKind.THREAD_LOCAL, 1);
    return new Clients(exchange, key.keys(), enrolled, clientCrypto, context);
  }
}
