package dev.kexbench.core.kx1;

import static dev.kexbench.core.kx1.Talk.assertRejects;
import static dev.kexbench.core.kx1.Talk.deliver;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.TestKeys;
import dev.kexbench.core.VectorFile;
import dev.kexbench.core.crypto.Backends;
import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.PoolKind;
import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.identity.ServerKeys;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Attacks: Bleichenbacher, Manger, Marvin. Defence: OAEP only, decoded without exception or branch,
 * and one REJECT.
 */
class PaddingOracleTest {
  static Stream<CryptoBackend> backends() {
    return Backends.working().stream();
  }

  @ParameterizedTest
  @MethodSource("backends")
  void everyIndependentCiphertextGetsTheResponseToAWrongMac(CryptoBackend backend) {
    List<VectorFile.Case> cases =
        VectorFile.wycheproof("rsa_oaep_2048_sha256_mgf1sha256_test.json").stream()
            .filter(each -> each.hex("ct").length == 256)
            .toList();
    assertTrue(cases.size() > 30, "cases of full length: " + cases.size());
    String pkcs8 = cases.get(0).group().get("privateKeyPkcs8").textValue();
    ServerKeys keys = TestKeys.fromPkcs8(HexFormat.of().parseHex(pkcs8));
    World world = new World(World.Options.of(Suite.RSA_2048).with(keys).with(backend));
    Role connection = world.server.accept();

    byte[] wrongMac = world.offer(world.credentials("alice", 0xEE, false));
    assertRejects(deliver(connection, wrongMac), Reason.REJECTED, world.rejected());
    byte[] offer = world.offer(world.alice);
    for (VectorFile.Case each : cases) {
      byte[] forged = RecordedWire.with(offer, RecordedWire.C, each.hex("ct"));
      assertRejects(deliver(connection, forged), Reason.REJECTED, world.rejected());
    }
    world.exchange(connection);
    assertEquals(1, world.backend.ciphers().get());
  }

  @ParameterizedTest
  @MethodSource("backends")
  void theLimitsOfTheNumberRangeGetTheResponseToAWrongMac(CryptoBackend backend) {
    World world = new World(World.Options.of(Suite.RSA_2048).with(backend));
    Role connection = world.server.accept();
    byte[] offer = world.offer(world.alice);
    BigInteger n = world.options.keys().rsa().getModulus();
    BigInteger top = BigInteger.ONE.shiftLeft(2048);
    for (BigInteger c :
        List.of(
            BigInteger.ZERO,
            BigInteger.ONE,
            BigInteger.TWO,
            n.subtract(BigInteger.ONE),
            n,
            n.add(BigInteger.ONE),
            top.subtract(BigInteger.ONE))) {
      byte[] forged = RecordedWire.with(offer, RecordedWire.C, TestKeys.unsigned(c, 256));
      assertRejects(deliver(connection, forged), Reason.REJECTED, world.rejected());
    }
    world.exchange(connection);
    assertEquals(1, world.backend.ciphers().get());
  }

  @ParameterizedTest
  @EnumSource(names = {"THREAD_LOCAL", "BOUNDED", "CONFINED"})
  void aThousandBadPaddingsMakeNoNewCipher(PoolKind pool) {
    World world = World.plain();
    Role connection = world.server(pool).accept();
    byte[] offer = world.offer(world.alice);
    Random random = new Random(1);
    byte[] c = new byte[256];
    for (int round = 0; round < 1_000; round++) {
      random.nextBytes(c);
      c[0] &= 0x7F;
      assertRejects(
          deliver(connection, RecordedWire.with(offer, RecordedWire.C, c)),
          Reason.REJECTED,
          world.rejected());
    }
    assertEquals(1_000, world.backend.operations().get());
    assertEquals(1, world.backend.ciphers().get());
  }

  @Test
  void anOfferWithoutItsAdmissionTagNeverReachesThePaddingCheck() {
    World world = World.guarded();
    byte[] offer = world.offer(world.credentials("alice", 0xA1, false));
    assertRejects(deliver(world.server.accept(), offer), Reason.ADMISSION, world.rejected());
    assertEquals(0, world.backend.operations().get());
  }
}
