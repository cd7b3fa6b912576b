package dev.kexbench.core.tls.engine;

import dev.kexbench.core.crypto.Pool;
import dev.kexbench.core.crypto.Sha256;
import dev.kexbench.core.identity.CertificateFiles;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientSigningKey;
import dev.kexbench.core.tls.CallbackFailure;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * The certificates and signing keys of all clients of a side. An engine asks for them by an alias,
 * which is that of a connection here: two connections of one client may have different secrets.
 */
final class ClientKeys extends X509ExtendedKeyManager {
  private static final String ECDSA = "EC";

  private final Pool<Sha256> hashes;
  private final AtomicLong last = new AtomicLong();
  private final Map<SSLEngine, String> aliases = new ConcurrentHashMap<>();
  private final Map<String, ClientCredentials> clients = new ConcurrentHashMap<>();

  ClientKeys(Pool<Sha256> hashes) {
    this.hashes = hashes;
  }

  /** The client of a connection, until {@link #release}. */
  void hold(SSLEngine engine, ClientCredentials client) {
    String alias = Long.toString(last.incrementAndGet());
    aliases.put(engine, alias);
    clients.put(alias, client);
  }

  void release(SSLEngine engine) {
    String alias = aliases.remove(engine);
    if (alias != null) {
      clients.remove(alias);
    }
  }

  /** Null if the server does not accept ECDSA keys, or the client has no certificate. */
  @Override
  public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
    String alias = aliases.get(engine);
    boolean fits = alias != null && Arrays.asList(types).contains(ECDSA);
    return fits && clients.get(alias).certificate().isPresent() ? alias : null;
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    byte[] certificate = clients.get(alias).certificate().orElseThrow();
    return new X509Certificate[] {
      CallbackFailure.guarded(() -> CertificateFiles.decode(certificate))
    };
  }

  /** Derived each time, as with Bouncy Castle's engine. */
  @Override
  public PrivateKey getPrivateKey(String alias) {
    byte[] root = clients.get(alias).root();
    try {
      return KeyFactory.getInstance(ECDSA)
          .generatePrivate(hashes.with(sha -> ClientSigningKey.of(sha, root)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks P-256", e);
    }
  }

  @Override
  public String[] getClientAliases(String type, Principal[] issuers) {
    return null;
  }

  @Override
  public String[] getServerAliases(String type, Principal[] issuers) {
    return null;
  }

  @Override
  public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
    return null;
  }

  @Override
  public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
    return null;
  }
}
