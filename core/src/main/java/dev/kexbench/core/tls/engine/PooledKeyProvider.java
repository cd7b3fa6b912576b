package dev.kexbench.core.tls.engine;

import java.security.Provider;
import java.util.List;
import java.util.Map;

/**
 * Makes the JDK's engine use the pooled RSA keys of a backend: the engine looks up providers in the
 * JVM's list, which {@link JvmProviders} puts this one into. It serves {@link PooledPrivateKey}
 * only, which no other provider accepts. Other code is affected if it asks for RSASSA-PSS without a
 * provider and gives it parameters before a key; this project names its providers.
 */
final class PooledKeyProvider extends Provider {
  private static final long serialVersionUID = 1L;
  private static final String NAME = "kexbench-pooled-keys";

  PooledKeyProvider() {
    super(NAME, "1", "RSA with the pooled keys of a server");
    put("Signature", "RSASSA-PSS", PooledPssSignature.class);
    put("Cipher", "RSA/ECB/PKCS1Padding", PooledPkcs1Cipher.class);
  }

  private void put(String type, String algorithm, Class<?> implementation) {
    putService(
        new Service(
            this,
            type,
            algorithm,
            implementation.getName(),
            List.of(),
            Map.of("SupportedKeyClasses", PooledPrivateKey.class.getName())) {
          @Override
          public Object newInstance(Object parameter) {
            return implementation == PooledPkcs1Cipher.class
                ? new PooledPkcs1Cipher()
                : new PooledPssSignature();
          }

          @Override
          public boolean supportsParameter(Object parameter) {
            return parameter instanceof PooledPrivateKey;
          }
        });
  }
}
