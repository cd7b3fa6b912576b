package dev.kexbench.core.kx1;

import dev.kexbench.core.crypto.Curve;
import dev.kexbench.core.crypto.Ecdh;
import dev.kexbench.core.crypto.Pool;
import dev.kexbench.core.crypto.Secrets;
import dev.kexbench.core.crypto.Sha256;
import dev.kexbench.core.exchange.ClientSetup;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Optional;

/** Presents a ticket with a fresh share, and a binder that proves its secret and the root. */
final class ResumeClient implements ClientKeyAgreement {
  private final Shared shared;
  private final ResumeMode mode;
  private final byte[] root;
  private final Kx1Ticket ticket;
  private byte[] returning = {};
  private Ecdh.Key ephemeral;

  /** The state that all clients of a server share. */
  record Shared(Pool<Sha256> hashes, Pool<Ecdh> curves, SecureRandom random) {
    static Shared of(Suite suite, ClientSetup setup, Pool<Sha256> hashes) {
      var crypto = setup.crypto();
      Curve curve = ResumeMode.forwardSecret(suite).curve().orElseThrow();
      return new Shared(
          hashes, crypto.pooled(() -> crypto.backend().ecdh(curve)), setup.context().random());
    }
  }

  /** Owns the ticket. */
  ResumeClient(Shared shared, ResumeMode mode, byte[] root, Kx1Ticket ticket) {
    this.shared = shared;
    this.mode = mode;
    this.root = root;
    this.ticket = ticket;
  }

  @Override
  public byte[] offer(byte[] th1) {
    byte[] secret = ticket.secret();
    try {
      if (ticket.isClosed()) { // a binder under zeros would let a listener guess passwords offline
        throw new IllegalStateException(ticket + " is closed");
      }
      returning = shared.hashes().with(sha -> KeySchedule.returning(sha, root, secret));
    } finally {
      Secrets.wipe(secret);
    }
    byte[] bound = Parts.joined(ticket.ticket(), share());
    byte[] binder = shared.hashes().with(sha -> KeySchedule.binder(sha, returning, th1, bound));
    return ByteBuffer.allocate(mode.offerBytes()).put(bound).put(binder).array();
  }

  private byte[] share() {
    if (mode.curve().isPresent()) {
      ephemeral = shared.curves().<Ecdh.Key>with(Ecdh::generate);
      return ephemeral.publicKey();
    }
    byte[] share = new byte[mode.shareBytes()];
    shared.random().nextBytes(share);
    return share;
  }

  @Override
  public Optional<byte[]> secret(byte[] s) {
    byte[] secret = shared.hashes().with(sha -> KeySchedule.resumed(sha, returning));
    if (mode.curve().isEmpty()) {
      return Optional.of(secret);
    }
    try {
      return shared
          .curves()
          .<Optional<byte[]>>with(curve -> curve.agree(ephemeral, s))
          .map(z -> joined(secret, z));
    } finally {
      Secrets.wipe(secret);
    }
  }

  private static byte[] joined(byte[] secret, byte[] z) {
    try {
      return Parts.joined(secret, z);
    } finally {
      Secrets.wipe(z);
    }
  }

  @Override
  public void close() {
    Secrets.wipe(returning);
    ticket.close();
    if (ephemeral != null) {
      ephemeral.close();
    }
  }
}
