package dev.kexbench.core.noise;

import dev.kexbench.core.crypto.Curve;
import dev.kexbench.core.crypto.Ecdh;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * The initiator of {@code NKpsk0}, who knows the responder's static key: {@code -> psk, e, es},
 * then {@code <- e, ee}. For one caller at a time; wiped when closed.
 */
public final class NkPsk0Initiator implements AutoCloseable {
  private final SymmetricState state = new SymmetricState();
  private final byte[] prologue;
  private final byte[] remoteStatic;
  private Ecdh.Key ephemeral;

  /**
   * A handshake that has not started.
   *
   * @param prologue data that both sides must agree on beforehand
   * @param remoteStatic the responder's static key, 32 bytes
   */
  public NkPsk0Initiator(byte[] prologue, byte[] remoteStatic) {
    this.prologue = prologue.clone();
    this.remoteStatic = remoteStatic.clone();
  }

  /**
   * Message 1: a 32-byte ephemeral key, the payload, a 16-byte tag. Empty if the responder's static
   * key is of small order, so that no secret can be agreed on.
   *
   * @param psk 32 bytes
   */
  public Optional<byte[]> writeFirst(NoiseCrypto crypto, byte[] psk, byte[] payload) {
    state.mixHash(crypto.hash(), prologue);
    state.mixHash(crypto.hash(), remoteStatic);
    state.mixKeyAndHash(crypto.hash(), psk);
    ephemeral = crypto.curve().generate();
    state.mixHash(crypto.hash(), ephemeral.publicKey());
    state.mixKey(crypto.hash(), ephemeral.publicKey());
    return crypto
        .curve()
        .agree(ephemeral, remoteStatic)
        .map(
            es -> {
              state.mixSecret(crypto.hash(), es);
              byte[] sealed = state.encryptAndHash(crypto, payload);
              return ByteBuffer.allocate(ephemeral.publicKey().length + sealed.length)
                  .put(ephemeral.publicKey())
                  .put(sealed)
                  .array();
            });
  }

  /** The payload of message 2; empty if the message is not the responder's reply to message 1. */
  public Optional<byte[]> readSecond(NoiseCrypto crypto, byte[] message) {
    if (message.length < SymmetricState.FEWEST_BYTES) {
      return Optional.empty();
    }
    byte[] re = Arrays.copyOf(message, Curve.X25519.publicBytes());
    byte[] sealed = Arrays.copyOfRange(message, re.length, message.length);
    state.mixHash(crypto.hash(), re);
    state.mixKey(crypto.hash(), re);
    return crypto
        .curve()
        .agree(ephemeral, re)
        .flatMap(
            ee -> {
              state.mixSecret(crypto.hash(), ee);
              return state.decryptAndHash(crypto, sealed);
            });
  }

  /** k1 || k2, 64 bytes, available once message 2 has been read; the caller wipes them. */
  public byte[] split(NoiseCrypto crypto) {
    return state.split(crypto.hash());
  }

  /** The handshake hash, 32 bytes, equal on both sides. */
  public byte[] handshakeHash() {
    return state.handshakeHash();
  }

  @Override
  public void close() {
    state.close();
    if (ephemeral != null) {
      ephemeral.close();
    }
  }
}
