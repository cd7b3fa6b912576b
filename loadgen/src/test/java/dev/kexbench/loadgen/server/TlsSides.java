package dev.kexbench.loadgen.server;

import dev.kexbench.core.Catalogue;
import dev.kexbench.core.crypto.CryptoChoice;
import dev.kexbench.core.crypto.PoolKind;
import dev.kexbench.core.exchange.CertificateSetup;
import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.ClientSetup;
import dev.kexbench.core.exchange.ExchangeContext;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.exchange.StageTimer;
import dev.kexbench.core.exchange.Step;
import dev.kexbench.core.exchange.StreamExchange;
import dev.kexbench.core.identity.ClientAuthority;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientTable;
import dev.kexbench.loadgen.fixture.TestExchange;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * Both sides of an exchange with an RSA key, or without one, with the clients of {@link
 * TestExchange}.
 *
 * @param authority certifies the clients; empty if they have no certificates
 */
record TlsSides(StreamExchange exchange, Optional<ClientAuthority> authority) {
  private static final int HEADER_BYTES = 5;
  private static final CryptoChoice CRYPTO =
      new CryptoChoice(TestExchange.BACKEND, PoolKind.BOUNDED, 4);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final ExchangeContext AROUND =
      new ExchangeContext(System::currentTimeMillis, RANDOM, StageTimer.NONE);

  TlsSides(String name) {
    this(Catalogue.findStream(name).orElseThrow(), Optional.empty());
  }

  /** An exchange whose clients have certificates. */
  static TlsSides mutual(String name) {
    return new TlsSides(
        Catalogue.findStream(name).orElseThrow(), Optional.of(ClientAuthority.create(RANDOM)));
  }

  ServerSide server() {
    return exchange.server(
        new ServerSetup(
            TestExchange.KEYS,
            ClientTable.of(TestExchange.CLIENTS),
            CRYPTO,
            AROUND,
            /* admission= */ false,
            Optional.empty(),
            authority
                .map(each -> new CertificateSetup(0, Optional.of(each.certificate())))
                .orElse(CertificateSetup.SELF_SIGNED)));
  }

  /** A client, with its certificate if clients have one. */
  ClientRole open() {
    ClientCredentials client = TestExchange.CLIENTS.get(0);
    return open(
        authority
            .map(each -> each.certify(client, TestExchange.BACKEND.sha256(), RANDOM))
            .orElse(client));
  }

  ClientRole open(ClientCredentials client) {
    return exchange
        .client(new ClientSetup(TestExchange.KEYS.publicKey(), CRYPTO, AROUND))
        .open(client);
  }

  /** A ClientHello, as a client sends it. */
  byte[] hello() {
    return hello(open());
  }

  static byte[] hello(ClientRole client) {
    return ((Step.Send) client.start()).bytes();
  }

  /** The first record divided into records of one byte each. */
  static byte[][] inBytes(byte[] record) {
    byte[][] all = new byte[record.length - HEADER_BYTES][];
    for (int i = 0; i < all.length; i++) {
      all[i] = new byte[] {record[0], record[1], record[2], 0, 1, record[HEADER_BYTES + i]};
    }
    return all;
  }

  /** A handshake until the server closes or the client has the keys; what the server has sent. */
  byte[] talk(Peer peer, ClientCredentials client) {
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    ClientRole role = open(client);
    Step step = role.start();
    while (true) {
      if (step instanceof Step.Send send) {
        peer.sendIfOpen(send.bytes());
      } else if (step instanceof Step.Established done) {
        done.session().close();
        peer.sendIfOpen(done.bytes());
        return received.toByteArray();
      } else if (step instanceof Step.Refused) {
        return received.toByteArray();
      }
      byte[] more = peer.readSome();
      if (more.length == 0) {
        return received.toByteArray();
      }
      received.writeBytes(more);
      step = role.receive(ByteBuffer.wrap(more));
    }
  }
}
