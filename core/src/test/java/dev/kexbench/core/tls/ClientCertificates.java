package dev.kexbench.core.tls;

import dev.kexbench.core.crypto.Backends;
import dev.kexbench.core.exchange.CertificateSetup;
import dev.kexbench.core.identity.ClientAuthority;
import dev.kexbench.core.identity.ClientCredentials;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;

/** One CA of clients, shared by all tests. */
public final class ClientCertificates {
  /** A time at which its certificates are valid. */
  public static final long IN_2030 = Instant.parse("2030-01-01T00:00:00Z").toEpochMilli();

  private static final SecureRandom RANDOM = new SecureRandom();

  public static final ClientAuthority AUTHORITY = ClientAuthority.create(RANDOM);

  /** A server of its clients. */
  public static final CertificateSetup SETUP = setup(AUTHORITY);

  private ClientCertificates() {}

  static CertificateSetup setup(ClientAuthority authority) {
    return new CertificateSetup(0, Optional.of(authority.certificate()));
  }

  public static ClientCredentials certified(ClientCredentials client) {
    return certified(client, AUTHORITY);
  }

  public static ClientCredentials certified(ClientCredentials client, ClientAuthority by) {
    return by.certify(client, Backends.select("jdk").backend().sha256(), RANDOM);
  }
}
