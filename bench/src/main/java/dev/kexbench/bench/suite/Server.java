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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * A KX1 server in memory, whose connections all threads serve, with {@link Ring#SIZE} clients. Its
 * crypto objects are kept per thread.
 */
@State(Scope.Benchmark)
public class Server {
  /** Who computes. */
  @Param public CryptoSource provider;

  private CryptoBackend backend;
  private CryptoChoice crypto;
  private ServerKey key;
  private StreamExchange exchange;
  private ExchangeContext context;
  private List<ClientCredentials> enrolled;
  private ServerSide open;
  private ServerSide guarded;

  /** Enrols the clients and starts the server, once without and once with admission. */
  @Setup
  public void start(ServerKey given, BenchmarkParams run) throws IOException {
    start(given, run.getThreads());
  }

  void start(ServerKey given, int threads) throws IOException {
    key = given;
    backend = provider.backend();
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
  }

  /** Its side without admission. */
  ServerSide open() {
    return open;
  }

  /** Its side with admission. */
  ServerSide guarded() {
    return guarded;
  }

  ServerKey key() {
    return key;
  }

  CryptoBackend backend() {
    return backend;
  }

  /** Its private key alone, kept as its sides keep theirs. */
  Pool<RsaPrivateOperation> privateKeys() {
    return crypto.pooled(() -> backend.rsaPrivate(key.privateHalf()));
  }

  /** Its clients, who compute as it does. For one thread. */
  Clients clients() {
    CryptoChoice theirs = new CryptoChoice(backend, PoolKind.THREAD_LOCAL, 1);
    return new Clients(exchange, key.keys(), enrolled, theirs, context);
  }
}
