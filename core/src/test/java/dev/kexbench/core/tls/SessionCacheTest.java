package dev.kexbench.core.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.crypto.Backends;
import dev.kexbench.core.exchange.ExchangeContext;
import dev.kexbench.core.exchange.StageTimer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SessionParameters;
import org.bouncycastle.tls.TlsSession;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsSecret;
import org.junit.jupiter.api.Test;

class SessionCacheTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final BackendTlsCrypto CRYPTO =
      new BackendTlsCrypto(Backends.select("jdk").backend().providers(), RANDOM);

  private long millis;
  private final SessionCache cache =
      new SessionCache(
          Duration.ofSeconds(60),
          new ExchangeContext(() -> millis, RANDOM, StageTimer.NONE),
          /* most= */ 3);

  private TlsSession kept() {
    return kept(Long.MAX_VALUE);
  }

  private TlsSession kept(long notAfterMillis) {
    SessionParameters parameters =
        new SessionParameters.Builder()
            .setCipherSuite(CipherSuite.TLS_PSK_WITH_AES_128_GCM_SHA256)
            .setNegotiatedVersion(ProtocolVersion.TLSv12)
            .setExtendedMasterSecret(true)
            .setMasterSecret(CRYPTO.createSecret(new byte[48]))
            .build();
    TlsSession session = TlsUtils.importSession(cache.newId(), parameters);
    cache.keep(new SessionCache.Kept(session, Optional.empty(), notAfterMillis));
    return session;
  }

  private boolean has(TlsSession session) {
    return cache.find(session.getSessionID()).isPresent();
  }

  @Test
  void keepsEachSessionForALifetime() {
    TlsSession first = kept();
    millis = 59_999;
    assertTrue(has(first));
    millis = 60_000;
    assertFalse(has(first));
    assertEquals(1, cache.size());
    TlsSession second = kept();
    assertTrue(has(second));
    assertEquals(1, cache.size(), "what has expired goes with the next");
  }

  @Test
  void keepsNoSessionForLongerThanItsClientsCertificateIsValid() {
    TlsSession session = kept(30_000);
    millis = 30_000;
    assertTrue(has(session));
    millis = 30_001;
    assertFalse(has(session));
  }

  @Test
  void theOldestGoFirstAndAreWiped() {
    TlsSession oldest = kept();
    TlsSecret secret = oldest.exportSessionParameters().getMasterSecret();
    TlsSession second = kept();
    kept();
    assertTrue(has(oldest));
    TlsSession newest = kept();
    assertFalse(has(oldest));
    assertTrue(has(second) && has(newest));
    assertEquals(3, cache.size());
    assertFalse(secret.isAlive());
    assertFalse(oldest.isResumable());
  }

  @Test
  void knowsNoOtherId() {
    kept();
    assertTrue(cache.find(new byte[0]).isEmpty());
    assertTrue(cache.find(cache.newId()).isEmpty());
  }
}
