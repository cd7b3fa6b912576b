package dev.kexbench.core.tls;

import dev.kexbench.core.exchange.Trait;
import dev.kexbench.core.identity.KeyKind;
import dev.kexbench.core.identity.ServerKeys;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;

/**
 * The TLS exchanges, with one version and one cipher suite each, so that nothing is negotiated. All
 * use AES-128-GCM and SHA-256; ECDHE uses secp256r1 only unless the name says otherwise, DHE uses
 * ffdhe2048 only (RFC 7919).
 */
public enum TlsSuite {
  TLS12_RSA(
      CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256, KeyKind.RSA, EphemeralGroup.NONE, certificate()),
  TLS12_DHE_RSA(
      CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256,
      KeyKind.RSA,
      EphemeralGroup.FINITE_FIELD,
      certificate(Trait.FORWARD_SECRET)),
  TLS12_ECDHE_RSA(
      CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
      KeyKind.RSA,
      EphemeralGroup.P256,
      certificate(Trait.FORWARD_SECRET)),
  TLS12_ECDHE_ECDSA(
      CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
      KeyKind.P256,
      EphemeralGroup.P256,
      certificate(Trait.FORWARD_SECRET)),
  TLS12_PSK(CipherSuite.TLS_PSK_WITH_AES_128_GCM_SHA256, KeyKind.RSA, EphemeralGroup.NONE, psk()),
  TLS12_DHE_PSK(
      CipherSuite.TLS_DHE_PSK_WITH_AES_128_GCM_SHA256,
      KeyKind.RSA,
      EphemeralGroup.FINITE_FIELD,
      psk(Trait.FORWARD_SECRET, Trait.DICTIONARY_SAFE)),
  TLS12_ECDHE_PSK(
      CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256,
      KeyKind.RSA,
      EphemeralGroup.P256,
      psk(Trait.FORWARD_SECRET, Trait.DICTIONARY_SAFE)),
  TLS12_RSA_PSK(
      CipherSuite.TLS_RSA_PSK_WITH_AES_128_GCM_SHA256,
      KeyKind.RSA,
      EphemeralGroup.NONE,
      psk(Trait.SHOWS_CERTIFICATE, Trait.DICTIONARY_SAFE)),
  /** Its client certificate is sent in the clear, and with it the client's public key. */
  TLS12_ECDHE_RSA_MUTUAL(
      CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
      KeyKind.RSA,
      EphemeralGroup.P256,
      certificate(Trait.FORWARD_SECRET, Trait.AUTHENTICATES_CLIENT)),
  TLS13_ECDHE(
      CipherSuite.TLS_AES_128_GCM_SHA256,
      KeyKind.RSA,
      EphemeralGroup.P256,
      certificate(Trait.FORWARD_SECRET)),
  TLS13_ECDHE_MUTUAL(
      CipherSuite.TLS_AES_128_GCM_SHA256,
      KeyKind.RSA,
      EphemeralGroup.P256,
      certificate(Trait.FORWARD_SECRET, Trait.AUTHENTICATES_CLIENT, Trait.DICTIONARY_SAFE)),
  TLS13_X25519(
      CipherSuite.TLS_AES_128_GCM_SHA256,
      KeyKind.RSA,
      EphemeralGroup.X25519,
      certificate(Trait.FORWARD_SECRET)),
  /** See {@link EphemeralGroup#X25519_MLKEM768}. */
  TLS13_HYBRID(
      CipherSuite.TLS_AES_128_GCM_SHA256,
      KeyKind.RSA,
      EphemeralGroup.X25519_MLKEM768,
      certificate(Trait.FORWARD_SECRET, Trait.POST_QUANTUM)),
  /**
   * Its binder is keyed by the PSK alone, so an eavesdropper can test guesses (RFC 9257, section
   * 4.2).
   */
  TLS13_PSK_DHE(
      CipherSuite.TLS_AES_128_GCM_SHA256,
      KeyKind.RSA,
      EphemeralGroup.P256,
      psk(Trait.FORWARD_SECRET)),
  DTLS12_ECDHE_ECDSA(
      CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
      KeyKind.P256,
      EphemeralGroup.P256,
      certificate(Trait.FORWARD_SECRET)),
  DTLS12_PSK(CipherSuite.TLS_PSK_WITH_AES_128_GCM_SHA256, KeyKind.RSA, EphemeralGroup.NONE, psk()),
  DTLS12_ECDHE_PSK(
      CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256,
      KeyKind.RSA,
      EphemeralGroup.P256,
      psk(Trait.FORWARD_SECRET, Trait.DICTIONARY_SAFE));

  /** With TLS 1.3: ecdsa_secp256r1_sha256. */
  static final SignatureAndHashAlgorithm ECDSA_SHA256 =
      SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa);

  private static final int RSA_BITS = 2048;

  private final int cipherSuite;
  private final KeyKind keyKind;
  private final EphemeralGroup groups;
  private final Set<Trait> traits;

  TlsSuite(int cipherSuite, KeyKind keyKind, EphemeralGroup groups, Set<Trait> traits) {
    this.cipherSuite = cipherSuite;
    this.keyKind = keyKind;
    this.groups = groups;
    this.traits = traits;
  }

  private static Set<Trait> certificate(Trait... more) {
    return traits(Trait.SHOWS_CERTIFICATE, more);
  }

  private static Set<Trait> psk(Trait... more) {
    return traits(Trait.AUTHENTICATES_CLIENT, more);
  }

  private static Set<Trait> traits(Trait first, Trait... more) {
    EnumSet<Trait> all = EnumSet.of(first, more);
    all.add(Trait.ONCE_A_CONNECTION);
    return Collections.unmodifiableSet(all);
  }

  /** The suite in the name of the exchange, such as tls12-ecdhe-rsa. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The description, with the RFC that specifies it. */
  public String description() {
    return switch (this) {
      case TLS12_RSA -> "TLS 1.2 (RFC 5246), RSA key transport";
      case TLS12_DHE_RSA -> "TLS 1.2 (RFC 5246), ffdhe2048, signed with RSA";
      case TLS12_ECDHE_RSA -> "TLS 1.2 (RFC 8422), P-256, signed with RSA";
      case TLS12_ECDHE_ECDSA -> "TLS 1.2 (RFC 8422), P-256, signed with ECDSA";
      case TLS12_PSK -> "TLS 1.2 (RFC 4279, 5487), pre-shared key alone";
      case TLS12_DHE_PSK -> "TLS 1.2 (RFC 4279, 5487), pre-shared key and ffdhe2048";
      case TLS12_ECDHE_PSK -> "TLS 1.2 (RFC 5489, 8442), pre-shared key and P-256";
      case TLS12_RSA_PSK -> "TLS 1.2 (RFC 4279, 5487), pre-shared key and RSA key transport";
      case TLS13_ECDHE -> "TLS 1.3 (RFC 8446), P-256, signed with RSA-PSS";
      case TLS12_ECDHE_RSA_MUTUAL ->
          "TLS 1.2 (RFC 8422), P-256, signed with RSA, client signed with ECDSA";
      case TLS13_ECDHE_MUTUAL ->
          "TLS 1.3 (RFC 8446), P-256, signed with RSA-PSS, client signed with ECDSA";
      case TLS13_X25519 -> "TLS 1.3 (RFC 8446), X25519, signed with RSA-PSS";
      case TLS13_HYBRID ->
          "TLS 1.3 (RFC 8446, draft-ietf-tls-ecdhe-mlkem), ML-KEM-768 and X25519, signed with"
              + " RSA-PSS";
      case TLS13_PSK_DHE -> "TLS 1.3 (RFC 8446), external pre-shared key and P-256";
      case DTLS12_ECDHE_ECDSA -> "DTLS 1.2 over UDP (RFC 6347, 8422), P-256, signed with ECDSA";
      case DTLS12_PSK -> "DTLS 1.2 over UDP (RFC 6347, 4279, 5487), pre-shared key alone";
      case DTLS12_ECDHE_PSK -> "DTLS 1.2 over UDP (RFC 6347, 5489, 8442), pre-shared key and P-256";
    };
  }

  /**
   * The cipher suites to offer. OpenSSL lacks AES-GCM for ECDHE_PSK (RFC 8442); for such peers,
   * AES-CBC with HMAC-SHA-256 is offered too (RFC 5489).
   */
  public int[] cipherSuites() {
    return this == TLS12_ECDHE_PSK || this == DTLS12_ECDHE_PSK
        ? new int[] {cipherSuite, CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA256}
        : new int[] {cipherSuite};
  }

  public KeyKind keyKind() {
    return keyKind;
  }

  public EphemeralGroup groups() {
    return groups;
  }

  public Set<Trait> traits() {
    return traits;
  }

  public boolean has(Trait trait) {
    return traits.contains(trait);
  }

  /** Whether clients have a certificate, and sign. */
  public boolean isMutual() {
    return this == TLS12_ECDHE_RSA_MUTUAL || this == TLS13_ECDHE_MUTUAL;
  }

  /** Whether clients have a pre-shared key. */
  boolean usesPsk() {
    return has(Trait.AUTHENTICATES_CLIENT) && !isMutual();
  }

  /** Whether it decrypts or signs with the server's RSA key. */
  public boolean usesRsa() {
    return keyKind == KeyKind.RSA && has(Trait.SHOWS_CERTIFICATE);
  }

  /** The algorithm of the server's own signature, if the suite has one. */
  Optional<SignatureAndHashAlgorithm> signature() {
    if (groups == EphemeralGroup.NONE || !has(Trait.SHOWS_CERTIFICATE)) {
      return Optional.empty();
    }
    return Optional.of(
        keyKind == KeyKind.RSA ? SignatureAndHashAlgorithm.rsa_pss_rsae_sha256 : ECDSA_SHA256);
  }

  public boolean isVersion13() {
    return cipherSuite == CipherSuite.TLS_AES_128_GCM_SHA256;
  }

  public boolean isDatagram() {
    return name().startsWith("DTLS");
  }

  /** Whether bctls resumes its sessions, by their ids. */
  boolean resumesById() {
    return !isVersion13() && !isDatagram();
  }

  ProtocolVersion[] versions() {
    if (isDatagram()) {
      return ProtocolVersion.DTLSv12.only();
    }
    return (isVersion13() ? ProtocolVersion.TLSv13 : ProtocolVersion.TLSv12).only();
  }

  public ServerKeys generateKeys(SecureRandom random) {
    return ServerKeys.generate(keyKind, RSA_BITS, random);
  }

  /** The name of its cipher suite, such as {@code TLS_RSA_WITH_AES_128_GCM_SHA256}. */
  public String cipherName() {
    if (isVersion13()) {
      return "TLS_AES_128_GCM_SHA256";
    }
    String exchange = name().substring(name().indexOf('_') + 1).replace("_MUTUAL", "");
    return "TLS_%s_WITH_AES_128_GCM_SHA256".formatted(exchange);
  }

  /** What a client offers, as {@code TLS 1.2 with TLS_RSA_WITH_AES_128_GCM_SHA256}. */
  public String offer() {
    String version = isVersion13() ? "TLS 1.3" : isDatagram() ? "DTLS 1.2" : "TLS 1.2";
    return version + " with " + cipherName();
  }
}
