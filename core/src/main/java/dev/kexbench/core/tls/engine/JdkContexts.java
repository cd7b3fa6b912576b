package dev.kexbench.core.tls.engine;

import dev.kexbench.core.exchange.ExchangeContext;
import dev.kexbench.core.tls.TlsSuite;
import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.bouncycastle.tls.NamedGroup;

/** Contexts and parameters of the JDK's engine for one suite. */
final class JdkContexts {
  /** Of SunJSSE: whether servers encrypt sessions into tickets. */
  private static final String SERVER_TICKETS = "jdk.tls.server.enableSessionTicketExtension";

  private JdkContexts() {}

  /** A context with sessions of its own. */
  static SSLContext create(KeyManager[] keys, TrustManager[] trust, ExchangeContext around) {
    try {
      SSLContext context = SSLContext.getInstance("TLS", "SunJSSE");
      context.init(keys, trust, around.random());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no TLS", e);
    }
  }

  /**
   * A context whose servers do not promise tickets either: SunJSSE would promise one to every
   * client of TLS 1.2 that understands them. It reads this from a property of the JVM whenever a
   * context is created, so the property is set for that moment only.
   */
  static synchronized SSLContext createWithoutTickets(
      KeyManager[] keys, TrustManager[] trust, ExchangeContext around) {
    String before = System.getProperty(SERVER_TICKETS);
    System.setProperty(SERVER_TICKETS, "false");
    try {
      return create(keys, trust, around);
    } finally {
      if (before == null) {
        System.clearProperty(SERVER_TICKETS);
      } else {
        System.setProperty(SERVER_TICKETS, before);
      }
    }
  }

  /** The version, cipher suite and group of a suite, and nothing else. */
  static SSLParameters parameters(TlsSuite suite) {
    SSLParameters parameters = new SSLParameters();
    parameters.setProtocols(new String[] {suite.isVersion13() ? "TLSv1.3" : "TLSv1.2"});
    parameters.setCipherSuites(new String[] {suite.cipherName()});
    parameters.setAlgorithmConstraints(new OneGroup(suite.groups().number()));
    return parameters;
  }

  /**
   * Permits one group of key agreement. {@code SSLParameters.setNamedGroups} exists from JDK 20
   * only; these constraints do the same on every JDK.
   */
  private static final class OneGroup implements AlgorithmConstraints {
    private static final Set<String> ALL =
        Stream.of(
                NamedGroup.secp256r1,
                NamedGroup.secp384r1,
                NamedGroup.secp521r1,
                NamedGroup.x25519,
                NamedGroup.x448,
                NamedGroup.ffdhe2048,
                NamedGroup.ffdhe3072,
                NamedGroup.ffdhe4096,
                NamedGroup.ffdhe6144,
                NamedGroup.ffdhe8192,
                NamedGroup.X25519MLKEM768,
                NamedGroup.SecP256r1MLKEM768,
                NamedGroup.SecP384r1MLKEM1024)
            .map(NamedGroup::getName)
            .collect(Collectors.toSet());

    private final String group;

    OneGroup(int number) {
      this.group = number < 0 ? "" : NamedGroup.getName(number);
    }

    @Override
    public boolean permits(
        Set<CryptoPrimitive> use, String algorithm, AlgorithmParameters parameters) {
      return !use.contains(CryptoPrimitive.KEY_AGREEMENT)
          || algorithm.equals(group)
          || !ALL.contains(algorithm);
    }

    @Override
    public boolean permits(Set<CryptoPrimitive> use, Key key) {
      return true;
    }

    @Override
    public boolean permits(
        Set<CryptoPrimitive> use, String algorithm, Key key, AlgorithmParameters parameters) {
      return permits(use, algorithm, parameters);
    }
  }
}
