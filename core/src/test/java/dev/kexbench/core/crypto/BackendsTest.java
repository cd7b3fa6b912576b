package dev.kexbench.core.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class BackendsTest {
  @Test
  void findsEachWorkingBackendByItsName() {
    for (CryptoBackend each : Backends.working()) {
      Backends.Selection found = Backends.select(each.name());
      assertEquals(each.name(), found.backend().name());
      assertEquals(List.of(), found.skipped());
      assertEquals(each.name() + " " + each.version(), found.backend().label());
    }
  }

  @Test
  void theJdkAndBouncyCastleWorkEverywhere() {
    List<String> names = Backends.working().stream().map(CryptoBackend::name).toList();
    assertTrue(names.containsAll(List.of("bc", "jdk")), names::toString);
  }

  @Test
  void autoSelectsTheFirstThatWorksAndListsWhatItSkipped() {
    Backends.Selection auto = Backends.select("auto");
    CryptoBackend first = Backends.working().get(0);
    assertEquals(first.name(), auto.backend().name());
    int before = BackendKind.valueOf(first.name().toUpperCase(Locale.ROOT)).ordinal();
    assertEquals(before, auto.skipped().size());
  }

  @Test
  void anUnknownNameIsRefusedWithTheListOfKnownNames() {
    for (String name : List.of("openssl", "", "JDK")) {
      var refusal = assertThrows(IllegalArgumentException.class, () -> Backends.select(name));
      assertEquals(
          "unknown crypto provider '" + name + "'; choose one of accp, bc, jdk, auto",
          refusal.getMessage());
    }
  }

  @Test
  void providersAreNotRegisteredInTheJvm() {
    Backends.working();
    List<String> installed = Arrays.stream(Security.getProviders()).map(Provider::getName).toList();
    assertFalse(installed.contains("BC"), installed::toString);
    assertFalse(installed.contains("AmazonCorrettoCryptoProvider"), installed::toString);
  }

  private static final CryptoBackend GOOD = Backends.select("jdk").backend();

  private static void assertFailsItsSelfTest(String what, CryptoBackend wrong) {
    var failure = assertThrows(IllegalStateException.class, () -> SelfCheck.run(wrong));
    assertEquals(GOOD.label() + " gives wrong answers for " + what, failure.getMessage());
  }

  @Test
  void aCorrectBackendPassesItsSelfTest() {
    SelfCheck.run(new InterceptedBackend(GOOD));
  }

  @Test
  void aWrongHashFailsTheSelfTest() {
    assertFailsItsSelfTest(
        "SHA-256",
        new InterceptedBackend(GOOD) {
          @Override
          protected void hashed(byte[] out, int at) {
            out[at] ^= 1;
          }
        });
  }

  @Test
  void aWrongTagFailsTheSelfTest() {
    assertFailsItsSelfTest(
        "HMAC-SHA-256",
        new InterceptedBackend(GOOD) {
          @Override
          protected void maced(byte[] key, byte[][] parts, byte[] tag) {
            tag[31] ^= 1;
          }
        });
  }

  @Test
  void aWrongPlaintextFailsTheSelfTest() {
    assertFailsItsSelfTest(
        "RSA",
        new InterceptedBackend(GOOD) {
          @Override
          protected void decrypted(byte[] out) {
            out[0] ^= 1;
          }
        });
  }

  @Test
  void allBackendsComputeTheSameHash() {
    for (CryptoBackend backend : Backends.working()) {
      Sha256 sha = backend.sha256();
      byte[] padded = {9, 'a', 'b', 'c', 9};
      sha.update(padded, 1, 2);
      sha.update(padded, 3, 1);
      byte[] out = new byte[34];
      sha.finish(out, 1);
      assertEquals(
          "00ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad00",
          HexFormat.of().formatHex(out));
      assertArrayEquals(sha.hash(new byte[] {'a', 'b'}, new byte[] {'c'}), slice(out));
    }
  }

  private static byte[] slice(byte[] out) {
    return Arrays.copyOfRange(out, 1, 33);
  }
}
