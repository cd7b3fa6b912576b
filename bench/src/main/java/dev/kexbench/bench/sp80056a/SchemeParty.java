package dev.kexbench.bench.sp80056a;

import dev.kexbench.bench.sp80056a.DhPrimitive.Peer;
import dev.kexbench.core.crypto.Ecdh;
import dev.kexbench.core.crypto.Secrets;
import dev.kexbench.core.crypto.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * One party of a scheme: what it does in each session. A session is {@link #contribute}, {@link
 * #agree} with the peer's contribution, and, where the scheme has key confirmation, {@link #tag}
 * and {@link #verifies}. For one caller at a time.
 */
public final class SchemeParty {
  private static final byte[] NOTHING = {};

  private final KeyAgreementScheme scheme;
  private final SchemeSide side;
  private final Tools tools;
  private final Optional<Ecdh.Key> ownStatic;
  private final Optional<Peer> peerStatic;
  private final Identifiers ids;

  /** The objects that a party computes with. */
  public record Tools(DhPrimitive dh, Sha256 sha, SecureRandom random) {}

  /** The identifiers of both parties, which FixedInfo and tags include. */
  public record Identifiers(byte[] u, byte[] v) {
    byte[] of(SchemeSide side) {
      return side == SchemeSide.U ? u : v;
    }
  }

  /**
   * A party with the static keys that it has before all sessions. The peer's is validated here,
   * once, as section 5.6.2.2.1 permits; a curve's in each agreement, since that costs next to
   * nothing.
   *
   * @param ownStatic if the scheme gives this side one
   * @param peerStatic the peer's static public key, if the scheme gives it one
   * @throws IllegalArgumentException if a key is missing, superfluous or not valid
   */
  public SchemeParty(
      KeyAgreementScheme scheme,
      SchemeSide side,
      Tools tools,
      Identifiers ids,
      Optional<Ecdh.Key> ownStatic,
      Optional<byte[]> peerStatic) {
    if (ownStatic.isPresent() != scheme.hasStatic(side)
        || peerStatic.isPresent() != scheme.hasStatic(side.other())) {
      throw new IllegalArgumentException(
          "%s does not have these static keys for party %s".formatted(scheme, side));
    }
    this.scheme = scheme;
    this.side = side;
    this.tools = tools;
    this.ids = ids;
    this.ownStatic = ownStatic;
    this.peerStatic = peerStatic.map(this::validated);
  }

  private Peer validated(byte[] publicKey) {
    return tools
        .dh()
        .received(publicKey)
        .orElseThrow(() -> new IllegalArgumentException("the static public key is not valid"));
  }

  /** What this party sends first: a new ephemeral public key, a nonce, or nothing. */
  public Contribution contribute() {
    if (scheme.hasEphemeral(side)) {
      Ecdh.Key pair = tools.dh().generate();
      return new Contribution(Optional.of(pair), pair.publicKey());
    }
    byte[] nonce = new byte[scheme.sendsNonce(side) ? Contribution.NONCE_BYTES : 0];
    tools.random().nextBytes(nonce);
    return new Contribution(Optional.empty(), nonce);
  }

  /**
   * Validates the peer's contribution, agrees and derives.
   *
   * @param theirs the bytes of the peer's contribution
   * @return empty if they are not valid
   */
  public Optional<SchemeKeys> agree(Contribution own, byte[] theirs) {
    return secret(own, theirs).map(z -> derived(z, own.bytes(), theirs));
  }

  /**
   * The shared secret Z alone: Ze, Zs, or Ze ‖ Zs (section 6). The caller wipes it.
   *
   * @param theirs the bytes of the peer's contribution
   * @return empty if they are not valid
   */
  public Optional<byte[]> secret(Contribution own, byte[] theirs) {
    SchemeSide peer = side.other();
    if (scheme.hasEphemeral(peer)) {
      return tools.dh().received(theirs).flatMap(key -> secret(own, Optional.of(key)));
    }
    boolean fits = theirs.length == (scheme.sendsNonce(peer) ? Contribution.NONCE_BYTES : 0);
    return fits ? secret(own, peerStatic) : Optional.empty();
  }

  /** Ze is between the ephemeral keys, with the static one of a party that has no ephemeral one. */
  private Optional<byte[]> secret(Contribution own, Optional<Peer> ephemeral) {
    Optional<byte[]> ze = Optional.of(NOTHING);
    if (scheme.hasEphemeralSecret()) {
      ze = tools.dh().agree(own.ephemeral().or(() -> ownStatic).get(), ephemeral.get());
    }
    return scheme.hasStaticSecret()
        ? ze.flatMap(
            first ->
                tools.dh().agree(ownStatic.get(), peerStatic.get()).map(zs -> joined(first, zs)))
        : ze;
  }

  private static byte[] joined(byte[] ze, byte[] zs) {
    byte[] z = ByteBuffer.allocate(ze.length + zs.length).put(ze).put(zs).array();
    Secrets.wipe(ze, zs);
    return z;
  }

  private SchemeKeys derived(byte[] z, byte[] mine, byte[] theirs) {
    boolean confirmed = scheme.confirms(SchemeSide.V);
    byte[] nonce = scheme.hasEphemeralSecret() ? NOTHING : side == SchemeSide.U ? mine : theirs;
    int length = confirmed ? 2 * Sha256.BYTES : Sha256.BYTES;
    byte[] material = OneStepKdf.derive(tools.sha(), z, fixedInfo(nonce), length);
    SchemeKeys keys = SchemeKeys.of(material);
    Secrets.wipe(z, material);
    return keys;
  }

  /**
   * FixedInfo in the concatenation format of section 5.8.2.1.1, AlgorithmID ‖ PartyUInfo ‖
   * PartyVInfo, each with its length in four bytes. PartyUInfo is U's identifier, followed by its
   * nonce if no ephemeral key makes sessions differ (section 6.3).
   */
  private byte[] fixedInfo(byte[] nonce) {
    byte[] algorithm = scheme.name().getBytes(StandardCharsets.US_ASCII);
    int length =
        3 * Integer.BYTES + algorithm.length + ids.u().length + nonce.length + ids.v().length;
    return ByteBuffer.allocate(length)
        .putInt(algorithm.length)
        .put(algorithm)
        .putInt(ids.u().length + nonce.length)
        .put(ids.u())
        .put(nonce)
        .putInt(ids.v().length)
        .put(ids.v())
        .array();
  }

  /**
   * This party's tag, which proves that it has the key; 32 bytes.
   *
   * @throws IllegalStateException if this side confirms nothing in this scheme
   */
  public byte[] tag(SchemeKeys keys, byte[] mine, byte[] theirs) {
    return tag(side, keys, mine, theirs);
  }

  /**
   * Whether the peer's tag is right, compared in constant time.
   *
   * @throws IllegalStateException if the peer confirms nothing in this scheme
   */
  public boolean verifies(SchemeKeys keys, byte[] mine, byte[] theirs, byte[] peersTag) {
    return MessageDigest.isEqual(tag(side.other(), keys, theirs, mine), peersTag);
  }

  /** HMAC-SHA-256(MacKey, message string ‖ ID ‖ peer's ID ‖ EphemData ‖ peer's EphemData). */
  private byte[] tag(SchemeSide by, SchemeKeys keys, byte[] own, byte[] others) {
    if (!scheme.confirms(by)) {
      throw new IllegalStateException(scheme + " has no confirmation by party " + by);
    }
    byte[] message = (scheme.confirmation() + "_" + by).getBytes(StandardCharsets.US_ASCII);
    return tools.sha().hmac(keys.macKey(), message, ids.of(by), ids.of(by.other()), own, others);
  }
}
