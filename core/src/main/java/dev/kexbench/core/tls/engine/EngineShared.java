package dev.kexbench.core.tls.engine;

import dev.kexbench.core.crypto.CryptoChoice;
import dev.kexbench.core.crypto.Pool;
import dev.kexbench.core.crypto.Sha256;
import dev.kexbench.core.tls.TlsSuite;
import javax.net.ssl.SSLException;

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

  /** The session of a completed handshake. */
  EngineSession session(Endpoint endpoint, Hellos hellos) {
    boolean resumed = isClient ? endpoint.isResumed() : hellos.resumes();
    var origin = new EngineSession.Origin(resumed, endpoint.ticket());
    return exporter
        ? EngineSession.exported(hashes, exported(endpoint), origin)
        : EngineSession.identified(hashes, hellos.randoms(), origin);
  }

  private static byte[] exported(Endpoint endpoint) {
    try {
      return KeyExport.of(
          endpoint.engine().getSession(),
          EngineSession.EXPORTER_LABEL,
          EngineSession.EXPORTED_BYTES);
    } catch (SSLException e) {
      throw new IllegalStateException("a completed handshake exports no keys", e);
    }
  }
}
