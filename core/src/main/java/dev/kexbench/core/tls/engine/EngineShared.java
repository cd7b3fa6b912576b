package dev.kexbench.core.tls.engine;

import dev.kexbench.core.crypto.CryptoChoice;
import dev.kexbench.core.crypto.Pool;
import dev.kexbench.core.crypto.Sha256;
import dev.kexbench.core.tls.TlsSuite;

/**
 * What all handshakes of one side share, whatever its engine.
 *
 * @param exporter whether session keys are exported
 */
record EngineShared(
    TlsSuite suite,
    boolean isClient,
    boolean exporter,
    Pool<Sha256> hashes,
    Pool<EngineBuffers> buffers) {
  static EngineShared of(Engine engine, TlsSuite suite, boolean isClient, CryptoChoice crypto) {
    return new EngineShared(
        suite,
        isClient,
        engine.hasExporter(),
        crypto.pooled(crypto.backend()::sha256),
        crypto.pooled(EngineBuffers::new));
  }
}
