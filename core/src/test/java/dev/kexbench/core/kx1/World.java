package dev.kexbench.core.kx1;

import dev.kexbench.core.Catalogue;
import dev.kexbench.core.TestKeys;
import dev.kexbench.core.crypto.Backends;
import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.CryptoChoice;
import dev.kexbench.core.crypto.PoolKind;
import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.ClientSetup;
import dev.kexbench.core.exchange.ClientSide;
import dev.kexbench.core.exchange.ExchangeContext;
import dev.kexbench.core.exchange.KeyRotation;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.exchange.Session;
import dev.kexbench.core.exchange.StageTimer;
import dev.kexbench.core.exchange.StreamExchange;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientId;
import dev.kexbench.core.identity.Enrolment;
import dev.kexbench.core.identity.ServerKeys;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * A server with two enrolled clients, without sockets; its clock advances only when a test sets it.
 */
final class World {
  /** The fastest backend that works here. */
  static final CryptoBackend FAST = Backends.select("auto").backend();

  private static final SecureRandom RANDOM = new SecureRandom();

  /** The parameters of a test setup. */
  record Options(
      Suite suite,
      ServerKeys keys,
      CryptoBackend backend,
      boolean admission,
      Optional<Duration> ticketLifetime) {
    static Options of(Suite suite) {
      return new Options(suite, keys(suite), FAST, false, Optional.empty());
    }

    private static ServerKeys keys(Suite suite) {
      return switch (suite.keyAgreement().keyKind()) {
        case RSA -> TestKeys.rsa(suite.keyBits());
        case RSA_BATCH -> TestKeys.rsaBatch(suite.keyBits());
        case X25519 -> TestKeys.X25519;
        case P256 -> TestKeys.P256;
      };
    }

    Options with(CryptoBackend other) {
      return new Options(suite, keys, other, admission, ticketLifetime);
    }

    Options with(ServerKeys other) {
      return new Options(suite, other, backend, admission, ticketLifetime);
    }

    Options admission(boolean on) {
      return new Options(suite, keys, backend, on, ticketLifetime);
    }

    /** The server issues tickets that are valid for this long. */
    Options tickets(Duration lifetime) {
      return new Options(suite, keys, backend, admission, Optional.of(lifetime));
    }
  }

  /** The frames and sessions of a complete exchange. */
  record Exchanged(byte[] offer, byte[] ack, byte[] confirm, Session client, Session server) {}

  final AtomicLong clock = new AtomicLong(1_800_000_000_000L);
  final CountingTable table = new CountingTable();
  final Options options;
  final StreamExchange exchange;
  final CountingBackend backend;
  final ServerSide server;

  /** Enrolled; has an admission key if the server requires one. */
  final ClientCredentials alice;

  final ClientCredentials bob;

  World(Options options) {
    this.options = options;
    exchange = Catalogue.findStream("kx1-" + options.suite().label()).orElseThrow();
    backend = new CountingBackend(options.backend());
    alice = credentials("alice", 0xA1, options.admission());
    bob = credentials("bob", 0xB0, options.admission());
    table.enrol(alice);
    table.enrol(bob);
    server = server(PoolKind.BOUNDED);
  }

  /** The default setup: RSA-2048, no admission. */
  static World plain() {
    return new World(Options.of(Suite.RSA_2048));
  }

  /** RSA-2048, and a server that requires the admission part. */
  static World guarded() {
    return new World(Options.of(Suite.RSA_2048).admission(true));
  }

  /** Another server with the same keys, table and clock. */
  ServerSide server(PoolKind pool) {
    return exchange.server(setup(pool));
  }

  private ServerSetup setup(PoolKind pool) {
    ExchangeContext context = new ExchangeContext(clock::get, RANDOM, StageTimer.NONE);
    return new ServerSetup(
        options.keys(),
        table,
        new CryptoChoice(backend, pool, 1),
        context,
        options.admission(),
        options.ticketLifetime());
  }

  /** A rotation of the server to other keys; empty if the exchange has none. */
  Optional<KeyRotation> rotation(ServerKeys keys) {
    return exchange.rotation(server, setup(PoolKind.BOUNDED).with(keys));
  }

  /** Credentials whose root is 32 times this byte; no client is enrolled with them. */
  ClientCredentials credentials(String name, int rootByte, boolean admission) {
    ClientId id = ClientId.ofName(name);
    byte[] root = new byte[32];
    Arrays.fill(root, (byte) rootByte);
    byte[] key = Enrolment.admissionKey(FAST.sha256(), options.keys().gate(), id);
    return new ClientCredentials(id, root, admission ? Optional.of(key) : Optional.empty(), name);
  }

  ClientSide clients(LongSupplier clientClock) {
    return clients(clientClock, options.keys());
  }

  /** Clients of a server with other keys. */
  ClientSide clients(LongSupplier clientClock, ServerKeys keys) {
    return exchange.client(
        new ClientSetup(
            keys.publicKey(),
            new CryptoChoice(options.backend(), PoolKind.BOUNDED, 1),
            new ExchangeContext(clientClock, RANDOM, StageTimer.NONE)));
  }

  ClientRole open(ClientCredentials client) {
    return clients(clock::get).open(client);
  }

  byte[] offer(ClientCredentials client) {
    return Talk.sent(open(client).start());
  }

  /** An exchange of alice's on this connection, which must succeed. */
  Exchanged exchange(Role connection) {
    ClientRole client = open(alice);
    byte[] offer = Talk.sent(client.start());
    byte[] ack = Talk.sent(Talk.deliver(connection, offer));
    var done = Talk.established(Talk.deliver(client, ack));
    Session served = Talk.session(Talk.deliver(connection, done.bytes()));
    return new Exchanged(offer, ack, done.bytes(), done.session(), served);
  }

  /** The single response to all failures that depend on a secret or on earlier messages. */
  byte[] rejected() {
    return RecordedWire.reject(options.suite().code(), 1);
  }
}
