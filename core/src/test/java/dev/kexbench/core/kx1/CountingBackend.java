package dev.kexbench.core.kx1;

import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.InterceptedBackend;
import java.util.concurrent.atomic.AtomicInteger;

/** A backend that counts the objects created and the operations performed. */
final class CountingBackend extends InterceptedBackend {
  private final AtomicInteger ciphers = new AtomicInteger();
  private final AtomicInteger operations = new AtomicInteger();
  private final AtomicInteger macs = new AtomicInteger();

  CountingBackend(CryptoBackend real) {
    super(real);
  }

  AtomicInteger ciphers() {
    return ciphers;
  }

  AtomicInteger operations() {
    return operations;
  }

  AtomicInteger macs() {
    return macs;
  }

  @Override
  protected void imported() {
    ciphers.incrementAndGet();
  }

  @Override
  protected void decrypted(byte[] out) {
    operations.incrementAndGet();
  }

  @Override
  protected void maced(byte[] key, byte[][] parts, byte[] tag) {
    macs.incrementAndGet();
  }
}
