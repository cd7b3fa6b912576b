package dev.kexbench.bench.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.util.List;
import javax.crypto.CipherSpi;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A cipher is kept, keyed and created as often as its lifetime states. */
class PrivateCipherTest {
  private static int created;
  private static int keyed;

  @ParameterizedTest
  @CsvSource({"KEPT, 1, 1", "KEYED_AGAIN, 1, 4", "NEW, 4, 4"})
  void createsAndKeysAsItsLifetimeStates(CipherLife life, int ciphers, int keys)
      throws IOException, GeneralSecurityException {
    created = 0;
    keyed = 0;
    PrivateCipher cipher =
        new PrivateCipher(
            PrivateCipher.Padding.NONE,
            life,
            new Counting(),
            ServerKeyTest.key(2048).privateHalf());
    for (int turn = 0; turn < 3; turn++) {
      assertEquals(256, cipher.decrypt(new byte[256], new byte[256]));
    }
    assertEquals(List.of(ciphers, keys), List.of(created, keyed));
  }

  /** A provider whose only cipher counts. */
  private static final class Counting extends Provider {
    private static final long serialVersionUID = 1L;

    Counting() {
      super("Counting", "1", "counts ciphers");
      putService(
          new Service(
              this, "Cipher", "RSA/ECB/NoPadding", CountedCipher.class.getName(), null, null) {
            @Override
            public Object newInstance(Object parameter) {
              return new CountedCipher();
            }
          });
    }
  }

  /** A cipher that copies. */
  private static final class CountedCipher extends CipherSpi {
    CountedCipher() {
      created++;
    }

    @Override
    protected void engineSetMode(String mode) {
      // Every mode is the same.
    }

    @Override
    protected void engineSetPadding(String padding) {
      // Every padding is the same.
    }

    @Override
    protected int engineGetBlockSize() {
      return 0;
    }

    @Override
    protected int engineGetOutputSize(int length) {
      return length;
    }

    @Override
    protected byte[] engineGetIV() {
      return null;
    }

    @Override
    protected AlgorithmParameters engineGetParameters() {
      return null;
    }

    @Override
    protected void engineInit(int mode, Key key, SecureRandom random) {
      keyed++;
    }

    @Override
    protected void engineInit(
        int mode, Key key, AlgorithmParameterSpec parameters, SecureRandom random) {
      keyed++;
    }

    @Override
    protected void engineInit(
        int mode, Key key, AlgorithmParameters parameters, SecureRandom random) {
      keyed++;
    }

    @Override
    protected byte[] engineUpdate(byte[] input, int from, int length) {
      return new byte[0];
    }

    @Override
    protected int engineUpdate(byte[] input, int from, int length, byte[] out, int at) {
      return 0;
    }

    @Override
    protected byte[] engineDoFinal(byte[] input, int from, int length) {
      return input.clone();
    }

    @Override
    protected int engineDoFinal(byte[] input, int from, int length, byte[] out, int at) {
      System.arraycopy(input, from, out, at, length);
      return length;
    }
  }
}
