package dev.kexbench.bench.suite;

import dev.kexbench.core.crypto.BackendKind;
import dev.kexbench.core.crypto.JcaBackend;
import dev.kexbench.core.crypto.RsaPrivateOperation;

/** Decrypts ciphertexts with the JDK, so that a check does not depend on a measured backend. */
final class Decryptor {
  private final JcaBackend jdk = Jca.of(BackendKind.JDK);
  private final RsaPrivateOperation rsa;

  Decryptor(ServerKey key) {
    rsa = jdk.rsaPrivate(key.privateHalf());
  }

  /** The message of 64 bytes; empty if the padding is wrong. */
  byte[] decrypt(byte[] c) {
    byte[] encoded = new byte[c.length];
    rsa.apply(c, encoded);
    return OaepEncoding.decoded(jdk.sha256(), encoded);
  }
}
