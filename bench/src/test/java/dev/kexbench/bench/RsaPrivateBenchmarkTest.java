package dev.kexbench.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.kexbench.bench.RsaPrivateBenchmark.Copy;
import dev.kexbench.bench.RsaPrivateBenchmark.Decoding;
import dev.kexbench.bench.RsaPrivateBenchmark.PrivateKeys;
import dev.kexbench.core.crypto.BackendKind;
import dev.kexbench.core.crypto.PoolKind;
import java.security.GeneralSecurityException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RsaPrivateBenchmarkTest {
  private static final ServerKey KEY = new ServerKey();
  private static final Ciphertexts INPUTS = new Ciphertexts();

  private final RsaPrivateBenchmark benchmark = new RsaPrivateBenchmark();

  @BeforeAll
  static void prepare() throws GeneralSecurityException {
    KEY.bits = 2048;
    KEY.generate();
    INPUTS.encrypt(KEY);
  }

  @ParameterizedTest
  @MethodSource("providersAndPools")
  void opensWhatWasEncrypted(BackendKind provider, PoolKind pool) {
    PrivateKeys keys = keys(provider, pool);
    Decoding decoding = new Decoding();
    decoding.fit(KEY, keys);
    for (int turn = 0; turn < 3; turn++) {
      assertEquals(0, benchmark.open(keys, INPUTS, decoding));
      decoding.check();
    }
  }

  static Stream<Arguments> providersAndPools() {
    return WorkingHere.providers()
        .flatMap(each -> Stream.of(PoolKind.values()).map(pool -> Arguments.of(each, pool)));
  }

  @Test
  void failsWhenNothingWasOpened() {
    Decoding decoding = new Decoding();
    decoding.fit(KEY, keys(BackendKind.JDK, PoolKind.FRESH));
    assertThrows(IllegalStateException.class, decoding::check);
  }

  @Test
  void copiesTheCiphertextInItsFloor() {
    Copy copy = new Copy();
    copy.fit(KEY);
    assertThrows(IllegalStateException.class, copy::check);
    assertEquals(256, benchmark.floor(INPUTS, copy).length);
    copy.check();
  }

  private static PrivateKeys keys(BackendKind provider, PoolKind pool) {
    PrivateKeys keys = new PrivateKeys();
    keys.provider = provider;
    keys.pool = pool;
    keys.pool(KEY, 1);
    return keys;
  }
}
