package dev.kexbench.core.kx1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.core.Catalogue;
import dev.kexbench.core.FixedRandom;
import dev.kexbench.core.TestKeys;
import dev.kexbench.core.crypto.AesGcm;
import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.CryptoChoice;
import dev.kexbench.core.crypto.Curve;
import dev.kexbench.core.crypto.Ecdh;
import dev.kexbench.core.crypto.PoolKind;
import dev.kexbench.core.crypto.RsaOaepEncryption;
import dev.kexbench.core.crypto.RsaPrivateOperation;
import dev.kexbench.core.crypto.Sha256;
import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.ClientSetup;
import dev.kexbench.core.exchange.ExchangeContext;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.Session;
import dev.kexbench.core.exchange.SessionKey;
import dev.kexbench.core.exchange.StageTimer;
import dev.kexbench.core.exchange.StreamExchange;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientId;
import dev.kexbench.core.identity.ServerKeys;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** With the inputs of the committed exchanges, both roles produce the committed bytes. */
class VectorRoleTest {
  static List<Recorded> exchanges() {
    return Recorded.ofRsaAndBatches();
  }

  /** A backend whose encryption returns the recorded c, after checking the recorded k and t. */
  private record RecordedBackend(CryptoBackend real, Recorded it) implements CryptoBackend {
    @Override
    public String name() {
      return real.name();
    }

    @Override
    public String version() {
      return real.version();
    }

    @Override
    public RsaPrivateOperation rsaPrivate(RSAPrivateKey key) {
      return real.rsaPrivate(key);
    }

    @Override
    public RsaOaepEncryption rsaOaep(RSAPublicKey key) {
      assertEquals(keys(it).rsa().getModulus(), key.getModulus());
      assertEquals(exponent(), key.getPublicExponent());
      return plaintext -> {
        assertArrayEquals(RecordedWire.join(it.hex("k"), it.hex("t")), plaintext);
        return it.hex("c");
      };
    }

    private BigInteger exponent() {
      try {
        return it.clientExponent();
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public List<Provider> providers() {
      return real.providers();
    }

    @Override
    public Sha256 sha256() {
      return real.sha256();
    }

    @Override
    public Ecdh ecdh(Curve curve) {
      return real.ecdh(curve);
    }

    @Override
    public AesGcm aesGcm() {
      return real.aesGcm();
    }
  }

  private static StreamExchange exchange(Recorded it) {
    return Catalogue.findStream("kx1-" + it.suite().label()).orElseThrow();
  }

  private static ServerKeys keys(Recorded it) {
    ServerKeys pair = TestKeys.fromPkcs8(it.hex("server_key_pkcs8"));
    return new ServerKeys(pair.rsa(), pair.publicKey(), it.hex("k_gate"));
  }

  private static ClientCredentials client(Recorded it) {
    Optional<byte[]> admission =
        it.admission() ? Optional.of(it.hex("k_admission")) : Optional.empty();
    ClientId id = ClientId.at(it.hex("client_id"), 0);
    return new ClientCredentials(id, it.hex("root"), admission, "");
  }

  private static ExchangeContext context(Recorded it, String random) {
    return new ExchangeContext(it::timeMillis, new FixedRandom(it.hex(random)), StageTimer.NONE);
  }

  private static ClientRole clientRole(Recorded it, CryptoBackend backend) {
    CryptoChoice crypto = new CryptoChoice(backend, PoolKind.BOUNDED, 1);
    return exchange(it)
        .client(new ClientSetup(keys(it).publicKey(), crypto, context(it, "k")))
        .open(client(it));
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void theServerRespondsToTheRecordedOfferWithTheRecordedAck(Recorded it) {
    CountingTable table = new CountingTable();
    table.enrol(client(it));
    CryptoChoice crypto = new CryptoChoice(World.FAST, PoolKind.BOUNDED, 1);
    Role server =
        exchange(it)
            .server(
                new ServerSetup(
                    keys(it), table, crypto, context(it, "server_random"), it.admission()))
            .accept();
    assertArrayEquals(it.hex("ack"), Talk.sent(Talk.deliver(server, it.hex("offer"))));
    assertSession(it, Talk.session(Talk.deliver(server, it.hex("confirm"))));
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void theClientSendsTheRecordedFramesGivenTheRecordedCiphertext(Recorded it) {
    ClientRole role = clientRole(it, new RecordedBackend(World.FAST, it));
    assertArrayEquals(it.hex("offer"), Talk.sent(role.start()));
    var done = Talk.established(Talk.deliver(role, it.hex("ack")));
    assertArrayEquals(it.hex("confirm"), done.bytes());
    assertSession(it, done.session());
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void theClientsOwnCiphertextContainsTheRecordedKAndT(Recorded it)
      throws GeneralSecurityException {
    byte[] offer = Talk.sent(clientRole(it, World.FAST).start());
    assertArrayEquals(Arrays.copyOf(it.hex("offer"), 32), Arrays.copyOf(offer, 32));
    byte[] c = Arrays.copyOfRange(offer, 32, 32 + it.hex("c").length);
    byte[] plaintext = it.decrypt(c);
    assertArrayEquals(RecordedWire.join(it.hex("k"), it.hex("t")), plaintext);
  }

  private static void assertSession(Recorded it, Session session) {
    assertArrayEquals(it.hex("session_id"), session.id());
    for (SessionKey which : SessionKey.values()) {
      assertArrayEquals(it.hex(which.label()), session.key(which), which.label());
    }
  }
}
