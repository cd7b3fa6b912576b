package dev.kexbench.core.noise;

import dev.kexbench.core.crypto.AesGcm;
import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.Curve;
import dev.kexbench.core.crypto.Ecdh;
import dev.kexbench.core.crypto.Sha256;

/** The functions named by the protocol, 25519_AESGCM_SHA256. For one caller at a time. */
public record NoiseCrypto(Ecdh curve, AesGcm cipher, Sha256 hash) {
  /** The functions of a backend. */
  public static NoiseCrypto of(CryptoBackend backend) {
    return new NoiseCrypto(backend.ecdh(Curve.X25519), backend.aesGcm(), backend.sha256());
  }
}
