package dev.kexbench.bench.suite;

import dev.kexbench.core.crypto.BackendKind;
import dev.kexbench.core.crypto.JcaBackend;
import dev.kexbench.core.crypto.RsaPrivateOperation;

/** Opens ciphertexts by the JDK, so that a check depends on no backend that is measured. */
final class Decryptor {
  private final JcaBackend jdk = Jca.of(BackendKind.JDK);
  private final RsaPrivateOperation rsa;

  Decryptor(ServerKey key) {
    rsa = jdk.rsaPrivate(key.privateHalf());
  }

  /** The message of 64 bytes; empty if there is none. */
  byte[] open(byte[] c) {
    byte[] encoded = new byte[c.length];
    rsa.apply(c, encoded);
    return OaepEncoding.decoded(jdk.sha256(), encoded);
  }
}
