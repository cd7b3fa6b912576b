package dev.kexbench.core.tls.engine;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

/**
 * The exporter of the JDK's sessions (RFC 5705; RFC 8446, section 7.5), which JDK 25 introduced.
 */
final class KeyExport {
  private static final Optional<MethodHandle> METHOD = method();

  private KeyExport() {}

  static boolean isAvailable() {
    return METHOD.isPresent();
  }

  private static Optional<MethodHandle> method() {
    MethodType type = MethodType.methodType(byte[].class, String.class, byte[].class, int.class);
    try {
      return Optional.of(
          MethodHandles.publicLookup()
              .findVirtual(ExtendedSSLSession.class, "exportKeyingMaterialData", type));
    } catch (NoSuchMethodException | IllegalAccessException olderJdk) {
      return Optional.empty();
    }
  }

  /** {@code length} bytes of a completed handshake, without a context. */
  static byte[] of(SSLSession session, String label, int length) throws SSLException {
    try {
      return (byte[])
          METHOD.orElseThrow().invoke((ExtendedSSLSession) session, label, (byte[]) null, length);
    } catch (SSLException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("the exporter declares SSLKeyException only", e);
    }
  }
}
