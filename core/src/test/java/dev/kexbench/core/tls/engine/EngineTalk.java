package dev.kexbench.core.tls.engine;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.kexbench.core.TestKeys;
import dev.kexbench.core.crypto.Backends;
import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.CryptoChoice;
import dev.kexbench.core.crypto.PoolKind;
import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.ClientSetup;
import dev.kexbench.core.exchange.ClientSide;
import dev.kexbench.core.exchange.ExchangeContext;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.exchange.Session;
import dev.kexbench.core.exchange.StageTimer;
import dev.kexbench.core.exchange.Step;
import dev.kexbench.core.exchange.StreamExchange;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientId;
import dev.kexbench.core.identity.ClientTable;
import dev.kexbench.core.identity.KeyKind;
import dev.kexbench.core.identity.ServerKeys;
import dev.kexbench.core.identity.ServerPublicKey;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Handshakes of engines in memory. */
final class EngineTalk {
  static final CryptoBackend BACKEND = Backends.working().get(0);
  static final ClientCredentials ALICE =
      new ClientCredentials(ClientId.ofName("alice"), new byte[32], Optional.empty(), "alice");
  static final Optional<Duration> NO_TICKETS = Optional.empty();
  static final Optional<Duration> AN_HOUR = Optional.of(Duration.ofHours(1));

  private EngineTalk() {}

  /** What ended each side, and what each has sent. */
  record Ended(Step client, Step server, int clientBytes, int serverBytes) {
    Session atClient() {
      return assertInstanceOf(Step.Established.class, client).session();
    }

    Session atServer() {
      return assertInstanceOf(Step.Established.class, server).session();
    }
  }

  /** Counts the private-key stages of a server. */
  static final class KeyUses implements StageTimer {
    private int count;

    @Override
    public <R> R time(String stage, Supplier<R> work) {
      count += stage.equals(PRIVATE_KEY) ? 1 : 0;
      return work.get();
    }

    int count() {
      return count;
    }
  }

  static ServerKeys keys(StreamExchange exchange) {
    return exchange.keyKind() == KeyKind.P256 ? TestKeys.P256 : TestKeys.rsa(2048);
  }

  static ServerSide server(StreamExchange exchange, Optional<Duration> tickets, StageTimer timer) {
    var setup =
        new ServerSetup(
            keys(exchange),
            ClientTable.of(List.of(ALICE)),
            new CryptoChoice(BACKEND, PoolKind.BOUNDED, 1),
            new ExchangeContext(System::currentTimeMillis, new SecureRandom(), timer),
            false,
            tickets);
    return exchange.server(setup);
  }

  static ServerSide server(StreamExchange exchange) {
    return server(exchange, NO_TICKETS, StageTimer.NONE);
  }

  static ClientSide clients(StreamExchange exchange, ServerPublicKey pinned) {
    var around =
        new ExchangeContext(System::currentTimeMillis, new SecureRandom(), StageTimer.NONE);
    return exchange.client(
        new ClientSetup(pinned, new CryptoChoice(BACKEND, PoolKind.BOUNDED, 1), around));
  }

  static ClientSide clients(StreamExchange exchange) {
    return clients(exchange, keys(exchange).publicKey());
  }

  /** A handshake to its end; closes both roles. */
  static Ended talk(ClientRole client, Role server) {
    try (client;
        server) {
      Step atClient = client.start();
      Step atServer = server.start();
      int[] sent = new int[2];
      byte[] bytes = bytes(atClient);
      for (boolean toServer = true; bytes.length > 0; toServer = !toServer) {
        sent[toServer ? 0 : 1] += bytes.length;
        Step step = run((toServer ? server : client).receive(ByteBuffer.wrap(bytes)));
        atServer = toServer ? later(atServer, step) : atServer;
        atClient = toServer ? atClient : later(atClient, step);
        bytes = bytes(step);
      }
      return new Ended(atClient, atServer, sent[0], sent[1]);
    }
  }

  /** A completed side ignores bytes after the handshake. */
  private static Step later(Step before, Step now) {
    boolean done = before instanceof Step.Established || before instanceof Step.Refused;
    return done ? before : now;
  }

  static Step run(Step step) {
    return step instanceof Step.Compute compute ? compute.work().get() : step;
  }

  static byte[] bytes(Step step) {
    if (step instanceof Step.Send send) {
      return send.bytes();
    }
    if (step instanceof Step.Established done) {
      return done.bytes();
    }
    return step instanceof Step.Refused refused ? refused.bytes() : new byte[0];
  }
}
