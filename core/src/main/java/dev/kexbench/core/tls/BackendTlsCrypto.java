package dev.kexbench.core.tls;

import java.io.IOException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.util.List;
import org.bouncycastle.tls.crypto.Tls13Verifier;
import org.bouncycastle.tls.crypto.TlsStreamVerifier;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCrypto;

/**
 * The crypto of bctls over the providers of a backend. For any number of connections and threads.
 */
final class BackendTlsCrypto extends JcaTlsCrypto {
  private final ProvidersInOrder providers;

  BackendTlsCrypto(List<Provider> providers, SecureRandom random) {
    this(new ProvidersInOrder(providers), random);
  }

  private BackendTlsCrypto(ProvidersInOrder providers, SecureRandom random) {
    super(providers, random, random);
    this.providers = providers;
  }

  /** The algorithms that none of the backend's providers has, and that Bouncy Castle computed. */
  List<String> fallbackAlgorithms() {
    return providers.fallbackAlgorithms();
  }

  @Override
  protected TlsStreamVerifier createStreamVerifier(
      String algorithm, AlgorithmParameterSpec parameters, byte[] signature, PublicKey key)
      throws IOException {
    return super.createStreamVerifier(named(algorithm), parameters, signature, key);
  }

  @Override
  protected Tls13Verifier createTls13Verifier(
      String algorithm, AlgorithmParameterSpec parameters, PublicKey key) throws IOException {
    return super.createTls13Verifier(named(algorithm), parameters, key);
  }

  /**
   * Replaces a name of Bouncy Castle's that includes the hash. Other providers take the hash from
   * the parameters, which are always passed.
   */
  private static String named(String algorithm) {
    return algorithm.endsWith("WITHRSAANDMGF1") ? "RSASSA-PSS" : algorithm;
  }
}
