package dev.kexbench.core.tls.engine;

import dev.kexbench.core.tls.EphemeralGroup;
import dev.kexbench.core.tls.TlsSuite;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.ReferenceCountedOpenSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.lang.ref.Cleaner;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** BoringSSL's library, and its contexts. */
final class BoringSsl {
  private static final Cleaner CLEANER = Cleaner.create();

  /** BoringSSL lets nobody choose among them; {@link EngineRole} accepts the first only. */
  private static final List<String> ALL_OF_TLS13 =
      List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");

  private BoringSsl() {}

  /** Why its native library is not loaded; empty if it is. */
  static Optional<String> unavailability() {
    if (!OpenSsl.isAvailable()) {
      return Optional.of(
          "BoringSSL's native library is not available here (%s)"
              .formatted(OpenSsl.unavailabilityCause()));
    }
    return OpenSsl.versionString().equals("BoringSSL")
        ? Optional.empty()
        : Optional.of(
            "Netty has loaded %s in place of BoringSSL".formatted(OpenSsl.versionString()));
  }

  /** A context for one suite, released when its owner has been collected. */
  static ReferenceCountedOpenSslContext create(
      SslContextBuilder builder, TlsSuite suite, Object owner) {
    builder
        .sslProvider(SslProvider.OPENSSL_REFCNT)
        .endpointIdentificationAlgorithm(null)
        .protocols(suite.isVersion13() ? "TLSv1.3" : "TLSv1.2")
        .ciphers(suite.isVersion13() ? ALL_OF_TLS13 : List.of(suite.cipherName()));
    if (suite.groups() != EphemeralGroup.NONE) {
      builder.option(OpenSslContextOption.GROUPS, new String[] {group(suite.groups())});
    }
    try {
      var context = (ReferenceCountedOpenSslContext) builder.build();
      CLEANER.register(owner, context::release);
      return context;
    } catch (SSLException e) {
      throw new IllegalStateException("BoringSSL refuses the suite " + suite.label(), e);
    }
  }

  private static String group(EphemeralGroup group) {
    return switch (group) {
      case P256 -> "P-256";
      case X25519 -> "X25519";
      case X25519_MLKEM768 -> "X25519MLKEM768";
      case NONE, FINITE_FIELD -> throw new IllegalArgumentException("no group of BoringSSL's");
    };
  }
}
