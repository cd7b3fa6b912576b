package dev.kexbench.core.kx1;

import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.CryptoChoice;
import dev.kexbench.core.crypto.Curve;
import dev.kexbench.core.crypto.CurveKeys;
import dev.kexbench.core.crypto.Ecdh;
import dev.kexbench.core.crypto.InterceptedBackend;
import dev.kexbench.core.crypto.PoolKind;

/** A real backend that generates only the key pair with a recorded private number. */
final class FixedKeyBackend extends InterceptedBackend {
  private final Curve curve;
  private final byte[] number;

  private FixedKeyBackend(CryptoBackend real, Curve curve, byte[] number) {
    super(real);
    this.curve = curve;
    this.number = number;
  }

  /** The cryptography of one role, with one of each object. */
  static CryptoChoice generating(Curve curve, byte[] number, CryptoBackend real) {
    return new CryptoChoice(new FixedKeyBackend(real, curve, number), PoolKind.BOUNDED, 1);
  }

  @Override
  protected Ecdh.Key generated(Ecdh by, Ecdh.Key made) {
    return curve == Curve.X25519
        ? by.imported(CurveKeys.x25519(number), DhByHand.x25519Point(number))
        : by.imported(CurveKeys.p256(number), DhByHand.p256Point(number));
  }
}
