package dev.kexbench.bench.suite;

import dev.kexbench.core.crypto.BackendKind;
import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.RsaPrivateOperation;
import dev.kexbench.core.crypto.Sha256;
import java.util.Arrays;
import java.util.SplittableRandom;

/** The crypto objects that a server pools, and what is done with each. */
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
      byte[] due = new byte[key.bytes()];
      random.nextBytes(due);
      // Below the modulus, whose first bit is set.
      due[0] = 0;
      return new Input(key.encrypted(due), due);
    }
  },
  /** SHA-256 and HMAC in one: a tag of 350 bytes under a key that is used once. */
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

  /** A borrowed object at work. */
  interface Work {
    byte[] on(byte[] input);
  }

  /** Something to work on, and what must come of it. */
  record Input(byte[] data, byte[] due) {}

  /** A new object. */
  abstract Work make(CryptoBackend backend, ServerKey key);

  /** Something for it to work on. */
  abstract Input input(SplittableRandom random, ServerKey key);
}
