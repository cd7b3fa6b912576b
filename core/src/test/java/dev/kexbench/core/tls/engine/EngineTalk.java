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
import dev.kexbench.core.tls.ClientCertificates;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Handshakes of engines in memory. */
final class EngineTalk {
  static final CryptoBackend BACKEND = Backends.working().get(0);
  static final ClientCredentials ALICE = client("alice", 0xA1);
  static final Optional<Duration> NO_TICKETS = Optional.empty();
  static final Optional<Duration> AN_HOUR = Optional.of(Duration.ofHours(1));

  private EngineTalk() {}

  /** A client with a certificate, which most exchanges do not use. */
  static ClientCredentials client(String name, int rootByte) {
    byte[] root = new byte[32];
    Arrays.fill(root, (byte) rootByte);
    return ClientCertificates.certified(
        new ClientCredentials(ClientId.ofName(name), root, Optional.empty(), name));
  }

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
    ExchangeContext around =
        new ExchangeContext(() -> ClientCertificates.IN_2030, new SecureRandom(), timer);
    return server(exchange, ClientTable.of(List.of(ALICE)), tickets, around);
  }

  static ServerSide server(
      StreamExchange exchange,
      ClientTable clients,
      Optional<Duration> tickets,
      ExchangeContext around) {
    return exchange.server(
        new ServerSetup(
            keys(exchange),
            clients,
            new CryptoChoice(BACKEND, PoolKind.BOUNDED, 1),
            around,
            /* admission= */ false,
            tickets,
            ClientCertificates.SETUP));
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
      return carry(client, server);
    }
  }

  /** Carries the bytes of a handshake until neither side sends any more. */
  static Ended carry(ClientRole client, Role server) {
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
