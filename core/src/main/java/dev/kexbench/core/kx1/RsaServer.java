package dev.kexbench.core.kx1;

import dev.kexbench.core.crypto.Pool;
import dev.kexbench.core.crypto.Secrets;
import dev.kexbench.core.crypto.Sha256;
import dev.kexbench.core.exchange.PooledRsaKey;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.ServerSide.CostlyOperation;
import java.util.Arrays;
import java.util.Optional;

/** Decrypts k || t and verifies t. */
final class RsaServer implements ServerKeyAgreement {
  private final PooledRsaKey key;
  private final ClientProof proof;
  private final byte[] modulus;

  RsaServer(ServerSetup setup, Pool<Sha256> hashes) {
    this.key = new PooledRsaKey(setup);
    this.proof = new ClientProof(hashes, setup.context().random());
    byte[] signed = key.publicKey().getModulus().toByteArray();
    this.modulus = Arrays.copyOfRange(signed, signed.length - key.bytes(), signed.length);
  }

  @Override
  public Optional<Agreed> answer(byte[] c, byte[] th1, byte[] root) {
    if (Arrays.compareUnsigned(c, modulus) >= 0) {
      return Optional.empty();
    }
    byte[] encoded = new byte[c.length];
    try {
      key.apply(c, encoded);
      return proof.verify(encoded, th1, root);
    } finally {
      Secrets.wipe(encoded);
    }
  }

  @Override
  public void warm() {
    key.warm();
  }

  @Override
  public CostlyOperation costlyOperation() {
    return key.costlyOperation();
  }
}
