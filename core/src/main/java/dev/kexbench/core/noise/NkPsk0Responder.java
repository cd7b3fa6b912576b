package dev.kexbench.core.noise;

import dev.kexbench.core.crypto.Curve;
import dev.kexbench.core.crypto.Ecdh;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * The responder of {@code NKpsk0}, whose static key is known: {@code -> psk, e, es}, then {@code <-
 * e, ee}. For one caller at a time; wiped when closed.
 */
public final class NkPsk0Responder implements AutoCloseable {
  private final SymmetricState state = new SymmetricState();
  private final byte[] prologue;
  private final Ecdh.Key statics;
  private byte[] re;

  /**
   * A handshake that has not started.
   *
   * @param prologue data that both sides must agree on beforehand
   * @param statics the responder's static key, which remains the caller's
   */
  public NkPsk0Responder(byte[] prologue, Ecdh.Key statics) {
    this.prologue = prologue.clone();
    this.statics = statics;
  }

  /**
   * The payload of message 1. Empty if the initiator does not know the psk, or its point yields no
   * secret.
   *
   * @param psk 32 bytes
   */
  public Optional<byte[]> readFirst(NoiseCrypto crypto, byte[] psk, byte[] message) {
    if (message.length < SymmetricState.FEWEST_BYTES) {
      return Optional.empty();
    }
    re = Arrays.copyOf(message, Curve.X25519.publicBytes());
    byte[] sealed = Arrays.copyOfRange(message, re.length, message.length);
    state.mixHash(crypto.hash(), prologue);
    state.mixHash(crypto.hash(), statics.publicKey());
    state.mixKeyAndHash(crypto.hash(), psk);
    state.mixHash(crypto.hash(), re);
    state.mixKey(crypto.hash(), re);
    return crypto
        .curve()
        .agree(statics, re)
        .flatMap(
            es -> {
              state.mixSecret(crypto.hash(), es);
              return state.decryptAndHash(crypto, sealed);
            });
  }

  /**
   * Message 2: a 32-byte ephemeral key, the payload, a 16-byte tag.
   *
   * @throws IllegalStateException if message 1 has not been read
   */
  public byte[] writeSecond(NoiseCrypto crypto, byte[] payload) {
    Ecdh.Key ephemeral = crypto.curve().generate();
    try {
      state.mixHash(crypto.hash(), ephemeral.publicKey());
      state.mixKey(crypto.hash(), ephemeral.publicKey());
      byte[] ee =
          crypto
              .curve()
              .agree(ephemeral, re)
              .orElseThrow(() -> new IllegalStateException("message 1 has not been read"));
      state.mixSecret(crypto.hash(), ee);
      byte[] sealed = state.encryptAndHash(crypto, payload);
      return ByteBuffer.allocate(ephemeral.publicKey().length + sealed.length)
          .put(ephemeral.publicKey())
          .put(sealed)
          .array();
    } finally {
      ephemeral.close();
    }
  }

  /** k1 || k2, 64 bytes, available once message 2 has been written; the caller wipes them. */
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
  }
}
