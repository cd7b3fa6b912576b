package dev.kexbench.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.kexbench.bench.OaepBenchmark.Decoded;
import dev.kexbench.bench.OaepBenchmark.Encoded;
import dev.kexbench.bench.OaepBenchmark.Opening;
import dev.kexbench.bench.OaepBenchmark.Own;
import dev.kexbench.core.crypto.BackendKind;
import java.security.GeneralSecurityException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OaepBenchmarkTest {
  private static final Ciphertexts INPUTS = new Ciphertexts();
  private static ServerKey key;

  private final OaepBenchmark benchmark = new OaepBenchmark();

  @BeforeAll
  static void prepare() throws GeneralSecurityException {
    key = ServerKeyTest.key(2048);
    INPUTS.encrypt(key);
  }

  @ParameterizedTest
  @MethodSource("providers")
  void opensWhatWasEncryptedInEitherWay(BackendKind provider) throws GeneralSecurityException {
    Decoded decoded = decoded(new Decoded(), provider);
    Own own = own(provider);
    for (int turn = 0; turn < 3; turn++) {
      assertEquals(0, benchmark.rawThenDecode(decoded, INPUTS));
      decoded.check();
      assertEquals(Ciphertexts.MESSAGE_BYTES, benchmark.providersOwn(own, INPUTS).length);
      own.check();
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  void leavesTheResultEncodedInItsFloor(BackendKind provider) {
    Encoded encoded = decoded(new Encoded(), provider);
    assertEquals(256, benchmark.floor(encoded, INPUTS).length);
    encoded.check();
  }

  @ParameterizedTest
  @MethodSource("providers")
  void refusesABadPaddingInTheProvidersOwnWay(BackendKind provider)
      throws GeneralSecurityException {
    ProviderOaep oaep = new ProviderOaep(provider, key.privateHalf());
    byte[] message = INPUTS.next().message();
    byte[] c = new byte[256];
    System.arraycopy(message, 0, c, 256 - message.length, message.length);
    assertThrows(GeneralSecurityException.class, () -> oaep.decrypt(c));
  }

  static Stream<BackendKind> providers() {
    return WorkingHere.providers();
  }

  @Test
  void failsWhenNothingWasOpened() throws GeneralSecurityException {
    for (Opening nothing :
        new Opening[] {
          decoded(new Decoded(), BackendKind.JDK),
          decoded(new Encoded(), BackendKind.JDK),
          own(BackendKind.JDK)
        }) {
      assertThrows(IllegalStateException.class, nothing::check);
    }
  }

  private static <T extends Decoded> T decoded(T state, BackendKind provider) {
    state.provider = provider;
    state.keep(key);
    return state;
  }

  private static Own own(BackendKind provider) throws GeneralSecurityException {
    Own own = new Own();
    own.provider = provider;
    own.keep(key);
    return own;
  }
}
