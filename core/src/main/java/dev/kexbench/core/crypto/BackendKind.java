package dev.kexbench.core.crypto;

import java.lang.reflect.InvocationTargetException;
import java.security.Provider;
import java.security.Security;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** The backends by name, fastest first, as measured on RSA-2048 private-key operations. */
public enum BackendKind {
  /** Amazon Corretto Crypto Provider: AWS-LC through JNI; Linux and macOS only. */
  ACCP {
    @Override
    CryptoBackend load() throws ReflectiveOperationException {
      Provider provider = accp();
      return JcaBackend.of(label(), provider);
    }
  },
  /** Bouncy Castle: pure Java, on every platform. */
  BC {
    @Override
    CryptoBackend load() {
      return JcaBackend.of(label(), new BouncyCastleProvider());
    }
  },
  /** The JDK's own providers: SunJCE, with SUN for digests and SunEC for curves. */
  JDK {
    @Override
    CryptoBackend load() {
      Provider sunJce = Security.getProvider("SunJCE");
      Provider sun = Security.getProvider("SUN");
      return new JcaBackend(label(), sunJce, sun, sunJce, Security.getProvider("SunEC"));
    }
  };

  /** The name on the command line and in reports. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Loads the provider, or throws the exception that prevented it from loading. */
  abstract CryptoBackend load() throws ReflectiveOperationException;

  /** ACCP's provider; empty if it does not work here. */
  static Optional<Provider> workingAccp() {
    try {
      return Optional.of(accp());
    } catch (ReflectiveOperationException | LinkageError e) {
      return Optional.empty(); // Backends says why
    }
  }

  /** Loads by reflection, since the jar exists for a few platforms only. */
  private static Provider accp() throws ReflectiveOperationException {
    Class<?> type =
        Class.forName("com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider");
    Provider provider = (Provider) type.getField("INSTANCE").get(null);
    Throwable loadingError = (Throwable) type.getMethod("getLoadingError").invoke(provider);
    if (loadingError != null) {
      throw new InvocationTargetException(loadingError, loadingError.getMessage());
    }
    Object status = type.getMethod("runSelfTests").invoke(provider);
    if (!"PASSED".equals(String.valueOf(status))) {
      throw new ReflectiveOperationException("the status of its self-tests is " + status);
    }
    return provider;
  }
}
