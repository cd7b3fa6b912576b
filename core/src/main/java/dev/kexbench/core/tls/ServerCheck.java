package dev.kexbench.core.tls;

import dev.kexbench.core.identity.CertificateFiles;
import dev.kexbench.core.identity.CertificateFingerprint;
import dev.kexbench.core.identity.ServerIdentity;
import dev.kexbench.core.identity.ServerVerification;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.bouncycastle.asn1.x509.Certificate;

/**
 * Checks the certificates that servers show. A chain that was accepted is remembered: the same
 * bytes are not checked again in this process.
 */
public final class ServerCheck {
  /** More than one server has; each further one is checked every time. */
  private static final int MOST_REMEMBERED = 64;

  private final ServerIdentity server;
  private final LongSupplier clockMillis;
  private final Set<ByteBuffer> accepted = ConcurrentHashMap.newKeySet();

  /** A pinned key as in certificates: its SubjectPublicKeyInfo in DER; null if none is pinned. */
  private final byte[] pinnedKey;

  public ServerCheck(ServerIdentity server, LongSupplier clockMillis) {
    this.server = server;
    this.clockMillis = clockMillis;
    this.pinnedKey = isPinnedKey() ? server.key().key().getEncoded() : null;
  }

  /** Whether the server's key is known in advance. */
  boolean isPinnedKey() {
    return server.verification() instanceof ServerVerification.PinnedKey;
  }

  /** The name to send to the server; empty if it has none, or an IP address. */
  public Optional<String> nameToSend() {
    return server.name().filter(name -> !ServerNames.isAddress(name));
  }

  /**
   * Checks a chain.
   *
   * @param chain in DER, the server's own certificate first
   * @return why it is refused, as the predicate of a sentence about the server's certificate; empty
   *     if it is accepted
   */
  public Optional<String> problem(List<byte[]> chain) throws IOException {
    if (pinnedKey != null) {
      byte[] shown =
          Certificate.getInstance(chain.get(0)).getSubjectPublicKeyInfo().getEncoded("DER");
      return MessageDigest.isEqual(shown, pinnedKey)
          ? Optional.empty()
          : Optional.of("is for another key than the one given");
    }
    ByteBuffer all = joined(chain);
    if (accepted.contains(all)) {
      return Optional.empty();
    }
    Optional<String> problem = inspect(chain);
    if (problem.isEmpty() && accepted.size() < MOST_REMEMBERED) {
      accepted.add(all);
    }
    return problem;
  }

  private static ByteBuffer joined(List<byte[]> chain) {
    ByteBuffer all = ByteBuffer.allocate(chain.stream().mapToInt(each -> each.length).sum());
    chain.forEach(all::put);
    return all.flip();
  }

  private Optional<String> inspect(List<byte[]> encoded) {
    List<X509Certificate> chain = new ArrayList<>();
    try {
      encoded.forEach(each -> chain.add(CertificateFiles.decode(each)));
    } catch (IllegalArgumentException e) {
      return Optional.of("is not a certificate that this client can read");
    }
    ServerVerification way = server.verification();
    if (way instanceof ServerVerification.TrustedAuthorities authorities) {
      return new ChainCheck(authorities, clockMillis.getAsLong())
          .problem(chain)
          .or(() -> server.name().flatMap(name -> ServerNames.problem(chain.get(0), name)));
    }
    if (way instanceof ServerVerification.PinnedCertificate pinned) {
      return isPinned(pinned.certificate(), chain.get(0))
          ? Optional.empty()
          : Optional.of(
              "is another one than that in %s, and for another key; %s"
                  .formatted(pinned.origin(), described(chain.get(0))));
    }
    if (way instanceof ServerVerification.PinnedFingerprint pinned) {
      return CertificateFingerprint.of(chain.get(0)).equals(pinned.fingerprint())
          ? Optional.empty()
          : Optional.of(
              "has another fingerprint than %s; %s"
                  .formatted(pinned.fingerprint(), described(chain.get(0))));
    }
    return Optional.empty();
  }

  private static boolean isPinned(X509Certificate pinned, X509Certificate shown) {
    return pinned.equals(shown)
        || MessageDigest.isEqual(
            pinned.getPublicKey().getEncoded(), shown.getPublicKey().getEncoded());
  }

  private static String described(X509Certificate shown) {
    return "it is that of %s, with the fingerprint %s"
        .formatted(ChainCheck.subject(shown), CertificateFingerprint.of(shown));
  }
}
