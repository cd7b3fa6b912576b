package dev.kexbench.core.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.TestKeys;
import dev.kexbench.core.crypto.Backends;
import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.CryptoChoice;
import dev.kexbench.core.crypto.PoolKind;
import dev.kexbench.core.crypto.Sha256;
import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.ClientSetup;
import dev.kexbench.core.exchange.ExchangeContext;
import dev.kexbench.core.exchange.Resumption;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.Session;
import dev.kexbench.core.exchange.StageTimer;
import dev.kexbench.core.exchange.Step;
import dev.kexbench.core.exchange.Ticket;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientId;
import dev.kexbench.core.identity.ClientTable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.tls.BasicTlsPSKIdentity;
import org.bouncycastle.tls.PSKTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SessionParameters;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsSession;
import org.bouncycastle.tls.TlsUtils;
import org.junit.jupiter.api.Test;

/** A client that sends the session id of another one, which anyone on the path can read. */
class ForeignSessionTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final CryptoBackend BACKEND = Backends.working().get(0);
  private static final CryptoChoice CRYPTO = new CryptoChoice(BACKEND, PoolKind.BOUNDED, 1);
  private static final ExchangeContext AROUND =
      new ExchangeContext(() -> 1_800_000_000_000L, RANDOM, StageTimer.NONE);

  private static final TlsSuite SUITE = TlsSuite.TLS12_PSK;
  private static final int CIPHER_SUITE = SUITE.cipherSuites()[0];
  private static final ClientCredentials ALICE = client("alice", 0xA1);
  private static final ClientCredentials BOB = client("bob", 0xB0);

  private final Set<ClientId> removed = new HashSet<>();
  private final TlsServerSide server =
      new TlsServerSide(
          SUITE,
          new ServerSetup(
              TestKeys.rsa(2048),
              table(),
              CRYPTO,
              AROUND,
              /* admission= */ false,
              Optional.of(Duration.ofHours(1))));
  private final TlsClientSide clients =
      new TlsClientSide(SUITE, new ClientSetup(TestKeys.rsa(2048).publicKey(), CRYPTO, AROUND));

  private static ClientCredentials client(String name, int rootByte) {
    byte[] root = new byte[32];
    Arrays.fill(root, (byte) rootByte);
    return new ClientCredentials(ClientId.ofName(name), root, Optional.empty(), name);
  }

  private ClientTable table() {
    ClientTable all = ClientTable.of(List.of(ALICE, BOB));
    return new ClientTable() {
      @Override
      public boolean copyRoot(ClientId client, byte[] root) {
        return !removed.contains(client) && all.copyRoot(client, root);
      }

      @Override
      public int size() {
        return all.size() - removed.size();
      }
    };
  }

  private static byte[] bytes(Step step) {
    if (step instanceof Step.Send send) {
      return send.bytes();
    }
    if (step instanceof Step.Established done) {
      return done.bytes();
    }
    return new byte[0];
  }

  private static Step run(Step step) {
    return step instanceof Step.Compute compute ? compute.work().get() : step;
  }

  /** A handshake of this project's client, which succeeds; returns its session. */
  private Session handshake(ClientCredentials as, Resumption how) {
    try (ClientRole client = clients.resume(as, how);
        Role role = server.accept()) {
      role.start();
      Step last = client.start();
      while (!(last instanceof Step.Established done)) {
        Step step = run(role.receive(ByteBuffer.wrap(bytes(last))));
        last = client.receive(ByteBuffer.wrap(bytes(step)));
      }
      if (done.bytes().length > 0) {
        assertInstanceOf(Step.Established.class, run(role.receive(ByteBuffer.wrap(done.bytes()))));
      }
      return done.session();
    }
  }

  private static byte[] idOf(Ticket ticket) {
    return ((SessionTicket) ticket).take().orElseThrow().getSessionID();
  }

  private static TlsSession session(TlsServerSide side, byte[] id, boolean extendedMasterSecret) {
    return TlsUtils.importSession(
        id,
        new SessionParameters.Builder()
            .setCipherSuite(CIPHER_SUITE)
            .setNegotiatedVersion(ProtocolVersion.TLSv12)
            .setExtendedMasterSecret(extendedMasterSecret)
            .setMasterSecret(side.crypto.createSecret(new byte[48]))
            .build());
  }

  /** Knows the id of a session, but not its master secret. */
  private static final class Other extends PSKTlsClient {
    private final TlsSession offered;
    private TlsSession own;

    Other(TlsServerSide side, byte[] id) {
      super(side.crypto, identity());
      this.offered = session(side, id, true);
    }

    private static BasicTlsPSKIdentity identity() {
      Sha256 sha = BACKEND.sha256();
      return new BasicTlsPSKIdentity(TlsKeys.identity(BOB.id()), TlsKeys.psk(sha, BOB.root()));
    }

    @Override
    public TlsSession getSessionToResume() {
      return offered;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
      return ProtocolVersion.TLSv12.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
      return new int[] {CIPHER_SUITE};
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
      super.notifyHandshakeComplete();
      own = context.getResumableSession();
    }
  }

  /** The server's last step. */
  private Step talk(Other client) throws IOException {
    TlsClientProtocol protocol = new TlsClientProtocol();
    protocol.connect(client);
    try (Role role = server.accept()) {
      role.start();
      while (true) {
        byte[] out = new byte[protocol.getAvailableOutputBytes()];
        protocol.readOutput(out, 0, out.length);
        Step step = run(role.receive(ByteBuffer.wrap(out)));
        if (step instanceof Step.Refused) {
          return step;
        }
        try {
          protocol.offerInput(bytes(step));
        } catch (IOException refusedByTheClient) {
          continue; // its alert is next
        }
        if (step instanceof Step.Established) {
          return step;
        }
      }
    }
  }

  @Test
  void isNotEstablishedInTheOtherClientsSession() throws IOException {
    byte[] ofAlice = idOf(handshake(ALICE, Resumption.first()).takeTicket().orElseThrow());
    assertTrue(server.resumable(ofAlice).isPresent());
    assertInstanceOf(Step.Refused.class, talk(new Other(server, ofAlice)));
  }

  /** bctls does not resume a session without the extended master secret (RFC 7627, 5.3). */
  @Test
  void makesASessionOfItsOwnInAFullHandshake() throws IOException {
    SessionCache sessions = server.sessions.orElseThrow();
    byte[] ofAlice = sessions.newId();
    TlsSession earlier = session(server, ofAlice, /* extendedMasterSecret= */ false);
    sessions.keep(new SessionCache.Kept(earlier, Optional.of(ALICE.id()), Long.MAX_VALUE));
    Other bob = new Other(server, ofAlice);
    Session session = assertInstanceOf(Step.Established.class, talk(bob)).session();
    assertFalse(session.resumed());
    byte[] ofBob = bob.own.getSessionID();
    assertEquals(Optional.of(BOB.id()), server.resumable(ofBob).orElseThrow().client());
    assertEquals(Optional.of(ALICE.id()), server.resumable(ofAlice).orElseThrow().client());
    removed.add(BOB.id());
    assertTrue(server.resumable(ofBob).isEmpty());
    assertTrue(server.resumable(ofAlice).isPresent());
  }
}
