package dev.kexbench.core.tls.engine;

import dev.kexbench.core.crypto.BackendKind;
import dev.kexbench.core.crypto.CryptoBackend;
import java.security.Provider;
import java.security.Security;

/**
 * The JVM's list of providers. SunJSSE takes its crypto from there and from nowhere else, so the
 * list has to change for the JDK's engine to use a backend.
 */
final class JvmProviders {
  private JvmProviders() {}

  /**
   * Puts {@link PooledKeyProvider} first in the list, and behind it ACCP if that is the backend:
   * where ACCP is deployed, it comes before the JDK's providers, and key agreement, AES and digests
   * of TLS use it. Bouncy Castle is no such replacement of the JDK's providers; of that backend,
   * the engine uses the server's RSA key only. What is in the list stays there.
   */
  static synchronized void prepare(CryptoBackend backend) {
    if (backend.name().equals(BackendKind.ACCP.label())) {
      backend.providers().stream()
          .filter(each -> !isListed(each))
          .forEach(each -> Security.insertProviderAt(each, 1));
    }
    Provider pooled = new PooledKeyProvider();
    if (!isListed(pooled)) {
      Security.insertProviderAt(pooled, 1);
    }
  }

  private static boolean isListed(Provider provider) {
    return Security.getProvider(provider.getName()) != null;
  }
}
