package dev.kexbench.core.exchange;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The implementations of TLS, the fastest first: the order in which one is chosen for an exchange
 * that is named without its engine.
 */
public enum TlsEngine {
  /** BoringSSL, native code that exists for some platforms only. */
  BORINGSSL,
  /** The SSLEngine of the JDK. */
  JDK,
  /** Bouncy Castle's bctls, which has every suite and explains a refusal in the most detail. */
  BOUNCYCASTLE;

  /** Stands between the suite and the engine in the name of an exchange. */
  public static final char MARK = '@';

  /** The name in commands and reports, such as bouncycastle. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The engine with this label; empty if there is none. */
  public static Optional<TlsEngine> labelled(String label) {
    return Arrays.stream(values()).filter(each -> each.label().equals(label)).findFirst();
  }

  /** The labels of all, the fastest first, separated by commas. */
  public static String labels() {
    return Arrays.stream(values()).map(TlsEngine::label).collect(Collectors.joining(", "));
  }

  /** The full name of a suite with this engine, such as tls13-ecdhe@jdk. */
  public String named(String suite) {
    return suite + MARK + label();
  }
}
