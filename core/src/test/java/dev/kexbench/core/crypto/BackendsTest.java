package dev.kexbench.core.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.Provider;
import java.security.Security;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
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
  void autoTakesTheFirstThatWorksAndSaysWhatItSkipped() {
    Backends.Selection auto = Backends.select("auto");
    CryptoBackend first = Backends.working().get(0);
    assertEquals(first.name(), auto.backend().name());
    int before = BackendKind.valueOf(first.name().toUpperCase(Locale.ROOT)).ordinal();
    assertEquals(before, auto.skipped().size());
  }

  @Test
  void anUnknownNameIsAnsweredWithTheKnownOnes() {
    for (String name : List.of("openssl", "", "JDK")) {
      var refusal = assertThrows(IllegalArgumentException.class, () -> Backends.select(name));
      assertEquals(
          "unknown crypto provider '" + name + "'; choose one of accp, bc, jdk, auto",
          refusal.getMessage());
    }
  }

  @Test
  void providersAreNotInstalledIntoTheProcess() {
    Backends.working();
    List<String> installed = Arrays.stream(Security.getProviders()).map(Provider::getName).toList();
    assertFalse(installed.contains("BC"), installed::toString);
    assertFalse(installed.contains("AmazonCorrettoCryptoProvider"), installed::toString);
  }

  @Test
  void aBackendThatAnswersWronglyFailsItsSelfTest() {
    CryptoBackend good = Backends.select("jdk").backend();
    var failure =
        assertThrows(IllegalStateException.class, () -> SelfTest.run(new WrongHash(good)));
    assertEquals("wrong 0 gives wrong answers for SHA-256", failure.getMessage());
    SelfTest.run(good);
  }

  /** A backend whose hash has one bit wrong. */
  private record WrongHash(CryptoBackend real) implements CryptoBackend {
    @Override
    public String name() {
      return "wrong";
    }

    @Override
    public String version() {
      return "0";
    }

    @Override
    public RsaPrivateOperation rsaPrivate(RSAPrivateKey key) {
      return real.rsaPrivate(key);
    }

    @Override
    public RsaOaepEncryption rsaOaep(RSAPublicKey key) {
      return real.rsaOaep(key);
    }

    @Override
    public Sha256 sha256() {
      Sha256 sha = real.sha256();
      return new Sha256() {
        @Override
        public void update(byte[] data, int from, int length) {
          sha.update(data, from, length);
        }

        @Override
        public void finish(byte[] out, int at) {
          sha.finish(out, at);
          out[at] ^= 1;
        }

        @Override
        public byte[] hmac(byte[] key, byte[]... parts) {
          return sha.hmac(key, parts);
        }
      };
    }
  }

  @Test
  void everyBackendHashesAlike() {
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
