package dev.kexbench.core.tls.engine;

import dev.kexbench.core.exchange.ClientSetup;
import dev.kexbench.core.exchange.ClientSide;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.exchange.Trait;
import dev.kexbench.core.tls.EphemeralGroup;
import dev.kexbench.core.tls.TlsSuite;
import java.security.Security;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The implementations of {@link javax.net.ssl.SSLEngine}. */
enum Engine {
  /** SunJSSE, the JDK's own. */
  JDK {
    @Override
    Optional<String> lack(TlsSuite suite) {
      if (suite.groups() == EphemeralGroup.X25519_MLKEM768) {
        return Optional.of("the JDK's TLS has no X25519MLKEM768");
      }
      boolean disabled =
          suite == TlsSuite.TLS12_RSA
              && Arrays.asList(disabledAlgorithms().split("\\s*,\\s*")).contains("TLS_RSA_*");
      return disabled
          ? Optional.of("this JDK disables TLS_RSA (security property " + DISABLED + ")")
          : Optional.empty();
    }

    @Override
    boolean hasExporter() {
      return KeyExport.isAvailable();
    }

    @Override
    ServerSide server(TlsSuite suite, ServerSetup setup) {
      return new JdkServer(suite, setup);
    }

    @Override
    ClientSide client(TlsSuite suite, ClientSetup setup) {
      return new JdkClient(suite, setup);
    }
  },
  /** BoringSSL, behind Netty's engine. */
  BORINGSSL {
    @Override
    Optional<String> lack(TlsSuite suite) {
      return suite.groups() == EphemeralGroup.FINITE_FIELD
          ? Optional.of("BoringSSL has no finite-field Diffie-Hellman")
          : BoringSsl.unavailability();
    }

    @Override
    boolean hasExporter() {
      return false;
    }

    @Override
    ServerSide server(TlsSuite suite, ServerSetup setup) {
      return new BoringSslServer(suite, setup);
    }

    @Override
    ClientSide client(TlsSuite suite, ClientSetup setup) {
      return new BoringSslClient(suite, setup);
    }
  };

  private static final String DISABLED = "jdk.tls.disabledAlgorithms";

  private static String disabledAlgorithms() {
    return Optional.ofNullable(Security.getProperty(DISABLED)).orElse("");
  }

  /** The name in the catalogue, such as {@code tls13-ecdhe@jdk}. */
  String named(TlsSuite suite) {
    return suite.label() + "@" + name().toLowerCase(Locale.ROOT);
  }

  /** Why this engine does not serve a suite here; empty if it does. */
  final Optional<String> absence(TlsSuite suite) {
    if (suite.isDatagram()) {
      return Optional.of("DTLS has Bouncy Castle's engine only");
    }
    if (!suite.has(Trait.SHOWS_CERTIFICATE) || suite == TlsSuite.TLS12_RSA_PSK) {
      return Optional.of("this engine has no pre-shared keys");
    }
    return lack(suite);
  }

  abstract Optional<String> lack(TlsSuite suite);

  /** Whether applications can derive keys from its sessions. */
  abstract boolean hasExporter();

  abstract ServerSide server(TlsSuite suite, ServerSetup setup);

  abstract ClientSide client(TlsSuite suite, ClientSetup setup);
}
