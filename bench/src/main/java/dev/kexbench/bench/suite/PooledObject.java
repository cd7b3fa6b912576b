package dev.kexbench.bench.suite;

import dev.kexbench.core.crypto.BackendKind;
import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.RsaPrivateOperation;
import dev.kexbench.core.crypto.Sha256;
import java.util.Arrays;
import java.util.SplittableRandom;

/** The kinds of crypto object that a server pools, and the work that each does. */
public enum PooledObject {
  /** A raw private-key operation with its key imported. */
  RSA_PRIVATE {
    @Override
    Work make(CryptoBackend backend, ServerKey key) {
      RsaPrivateOperation rsa = backend.rsaPrivate(key.privateHalf());
      return input -> {
        byte[] out = new byte[rsa.bytes()];
        rsa.apply(input, out);
        return out;
      };
    }

    @Override
    Input input(SplittableRandom random, ServerKey key) {
      byte[] expected = new byte[key.bytes()];
      random.nextBytes(expected);
      // Below the modulus, whose first bit is set.
      expected[0] = 0;
      return new Input(key.encrypted(expected), expected);
    }
  },
  /** SHA-256 with HMAC: a tag of 350 bytes under a key that is used once. */
  SHA256 {
    @Override
    Work make(CryptoBackend backend, ServerKey key) {
      Sha256 sha = backend.sha256();
      return input -> sha.hmac(Arrays.copyOf(input, Sha256.BYTES), input);
    }

    @Override
    Input input(SplittableRandom random, ServerKey key) {
      byte[] data = new byte[350];
      random.nextBytes(data);
      return new Input(data, make(Jca.of(BackendKind.JDK), key).on(data));
    }
  };

  /** The work of a borrowed object. */
  interface Work {
    byte[] on(byte[] input);
  }

  /** An input and the expected result. */
  record Input(byte[] data, byte[] expected) {}

  /** A new object. */
  abstract Work make(CryptoBackend backend, ServerKey key);

  /** An input for the object. */
  abstract Input input(SplittableRandom random, ServerKey key);
}
