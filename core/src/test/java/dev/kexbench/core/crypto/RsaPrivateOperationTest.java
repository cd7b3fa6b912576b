package dev.kexbench.core.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.kexbench.core.TestKeys;
import dev.kexbench.core.identity.ServerKeys;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The raw operation of every backend, compared with BigInteger's m^e mod n. */
class RsaPrivateOperationTest {
  static Stream<Arguments> everyBackendAndSize() {
    return Backends.working().stream()
        .flatMap(backend -> Stream.of(2048, 3072, 4096).map(bits -> Arguments.of(backend, bits)));
  }

  static Stream<CryptoBackend> backends() {
    return Backends.working().stream();
  }

  @ParameterizedTest
  @MethodSource("everyBackendAndSize")
  void padsSmallResultsOnTheLeft(CryptoBackend backend, int bits) {
    ServerKeys keys = TestKeys.rsa(bits);
    RsaPrivateOperation raw = backend.rsaPrivate(keys.rsa());
    BigInteger n = keys.rsa().getModulus();
    for (BigInteger m :
        List.of(
            BigInteger.ZERO,
            BigInteger.ONE,
            BigInteger.TWO,
            BigInteger.valueOf(0x80),
            BigInteger.ONE.shiftLeft(bits - 9),
            BigInteger.ONE.shiftLeft(bits - 17).subtract(BigInteger.ONE),
            n.subtract(BigInteger.ONE))) {
      byte[] out = new byte[raw.bytes()];
      Arrays.fill(out, (byte) 0x55);
      raw.apply(TestKeys.rsaPublic(keys.publicKey(), m), out);
      assertArrayEquals(TestKeys.unsigned(m, bits / 8), out, "m = " + m);
    }
    assertEquals(bits / 8, raw.bytes());
  }

  @ParameterizedTest
  @MethodSource("backends")
  void invertsThePublicOperation(CryptoBackend backend) {
    ServerKeys keys = TestKeys.rsa(2048);
    RsaPrivateOperation raw = backend.rsaPrivate(keys.rsa());
    Random random = new Random(4);
    for (int i = 0; i < 20; i++) {
      BigInteger m = new BigInteger(2047, random);
      byte[] out = new byte[256];
      raw.apply(TestKeys.rsaPublic(keys.publicKey(), m), out);
      assertArrayEquals(TestKeys.unsigned(m, 256), out);
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void writesOnlyTheFirstBytesOfALongerArray(CryptoBackend backend) {
    ServerKeys keys = TestKeys.rsa(2048);
    byte[] out = new byte[260];
    Arrays.fill(out, (byte) 0x55);
    byte[] c = TestKeys.rsaPublic(keys.publicKey(), BigInteger.TEN);
    backend.rsaPrivate(keys.rsa()).apply(c, out);
    byte[] expected = Arrays.copyOf(TestKeys.unsigned(BigInteger.TEN, 256), 260);
    Arrays.fill(expected, 256, 260, (byte) 0x55);
    assertArrayEquals(expected, out);
  }

  @ParameterizedTest
  @MethodSource("backends")
  void refusesWrongLengthsAndStillWorks(CryptoBackend backend) {
    ServerKeys keys = TestKeys.rsa(2048);
    RsaPrivateOperation raw = backend.rsaPrivate(keys.rsa());
    byte[] good = TestKeys.rsaPublic(keys.publicKey(), BigInteger.TWO);
    byte[] out = new byte[256];
    for (int length : new int[] {0, 1, 255, 257, 512, 100_000}) {
      assertThrows(IllegalArgumentException.class, () -> raw.apply(new byte[length], out));
    }
    raw.apply(good, out);
    assertArrayEquals(TestKeys.unsigned(BigInteger.TWO, 256), out);
  }

  /** Any exception of a provider, checked or not, becomes a CryptoFailure. */
  @ParameterizedTest
  @MethodSource("backends")
  void aNumberNotBelowTheModulusIsACryptoFailure(CryptoBackend backend) {
    ServerKeys keys = TestKeys.rsa(2048);
    byte[] n = TestKeys.unsigned(keys.rsa().getModulus(), 256);
    byte[] ones = new byte[256];
    Arrays.fill(ones, (byte) 0xFF);
    for (byte[] c : List.of(n, ones)) {
      RsaPrivateOperation raw = backend.rsaPrivate(keys.rsa());
      assertThrows(CryptoFailure.class, () -> raw.apply(c, new byte[256]));
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void decryptsWhatTheBackendEncrypts(CryptoBackend backend) {
    ServerKeys keys = TestKeys.rsa(2048);
    byte[] plain = new byte[64];
    new Random(5).nextBytes(plain);
    RsaOaepEncryption encryption = backend.rsaOaep(keys.publicKey().rsa());
    byte[] first = encryption.encrypt(plain);
    byte[] second = encryption.encrypt(plain);
    assertEquals(false, Arrays.equals(first, second), "each encryption has a seed of its own");
    for (CryptoBackend other : Backends.working()) {
      byte[] encoded = new byte[256];
      other.rsaPrivate(keys.rsa()).apply(second, encoded);
      byte[] message = new byte[64];
      assertEquals(0, Oaep.decode(other.sha256(), encoded, message));
      assertArrayEquals(plain, message);
    }
  }
}
