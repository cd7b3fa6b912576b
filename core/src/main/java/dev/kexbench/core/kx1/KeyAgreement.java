package dev.kexbench.core.kx1;

import dev.kexbench.core.crypto.AesGcm;
import dev.kexbench.core.crypto.Curve;
import dev.kexbench.core.crypto.MlKem768;
import dev.kexbench.core.crypto.Pool;
import dev.kexbench.core.crypto.Sha256;
import dev.kexbench.core.exchange.ClientSetup;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.identity.KeyKind;

/**
 * How the suites agree on a secret: the contents of {@code c} and {@code s}, and their computation.
 */
enum KeyAgreement {
  /** c = E(pub, k || t), s = server_random 32. */
  RSA(KeyKind.RSA) {
    @Override
    int offerBytes(int keyBits) {
      return keyBits / Byte.SIZE;
    }

    @Override
    int ackBytes() {
      return ClientProof.RANDOM_BYTES;
    }

    @Override
    SuiteServer server(ServerSetup setup, Pool<Sha256> hashes) {
      return new RsaServer(setup, hashes);
    }

    @Override
    ClientKeyAgreement.Factory client(ClientSetup setup, Pool<Sha256> hashes) {
      return RsaClient.factory(setup, hashes);
    }
  },
  /** As RSA, with the exponent of the client. */
  RSA_BATCH(KeyKind.RSA_BATCH) {
    @Override
    int offerBytes(int keyBits) {
      return RSA.offerBytes(keyBits);
    }

    @Override
    int ackBytes() {
      return RSA.ackBytes();
    }

    @Override
    SuiteServer server(ServerSetup setup, Pool<Sha256> hashes) {
      return new BatchRsaServer(setup, hashes);
    }

    @Override
    ClientKeyAgreement.Factory client(ClientSetup setup, Pool<Sha256> hashes) {
      return RsaClient.batchFactory(setup, hashes);
    }
  },
  /** c and s are the messages of Noise NKpsk0: an ephemeral key 32 and a tag 16 each. */
  NOISE(KeyKind.X25519) {
    @Override
    int offerBytes(int keyBits) {
      return Curve.X25519.publicBytes() + AesGcm.TAG_BYTES;
    }

    @Override
    int ackBytes() {
      return Curve.X25519.publicBytes() + AesGcm.TAG_BYTES;
    }

    @Override
    SuiteServer server(ServerSetup setup, Pool<Sha256> hashes) {
      return new NoiseServer(setup);
    }

    @Override
    ClientKeyAgreement.Factory client(ClientSetup setup, Pool<Sha256> hashes) {
      return NoiseClient.factory(setup);
    }
  },
  /**
   * As NOISE, followed by an encapsulation key 1,184 in c and a ciphertext 1,088 in s, of
   * ML-KEM-768.
   */
  HYBRID(KeyKind.X25519) {
    @Override
    int offerBytes(int keyBits) {
      return NOISE.offerBytes(keyBits) + MlKem768.KEY_BYTES;
    }

    @Override
    int ackBytes() {
      return NOISE.ackBytes() + MlKem768.CIPHERTEXT_BYTES;
    }

    @Override
    SuiteServer server(ServerSetup setup, Pool<Sha256> hashes) {
      return new HybridServer(setup);
    }

    @Override
    ClientKeyAgreement.Factory client(ClientSetup setup, Pool<Sha256> hashes) {
      return HybridClient.factory(setup);
    }
  },
  /** c = Q_c 65 || t 32, s = Q_s 65. */
  ECDH(KeyKind.P256) {
    @Override
    int offerBytes(int keyBits) {
      return Curve.P256.publicBytes() + Sha256.BYTES;
    }

    @Override
    int ackBytes() {
      return Curve.P256.publicBytes();
    }

    @Override
    SuiteServer server(ServerSetup setup, Pool<Sha256> hashes) {
      return new EcdhServer(setup, hashes);
    }

    @Override
    ClientKeyAgreement.Factory client(ClientSetup setup, Pool<Sha256> hashes) {
      return EcdhClient.factory(setup, hashes);
    }
  },
  /**
   * c = shareP 65, s = shareV 65 || confirmV 32. No server key takes part, so the kind is that
   * which every server's folder has.
   */
  SPAKE2PLUS(KeyKind.RSA) {
    @Override
    int offerBytes(int keyBits) {
      return Spake2Plus.SHARE_BYTES;
    }

    @Override
    int ackBytes() {
      return Spake2Plus.SHARE_BYTES + Sha256.BYTES;
    }

    @Override
    SuiteServer server(ServerSetup setup, Pool<Sha256> hashes) {
      return new Spake2PlusServer(setup, hashes);
    }

    @Override
    ClientKeyAgreement.Factory client(ClientSetup setup, Pool<Sha256> hashes) {
      return Spake2PlusClient.factory(setup, hashes);
    }
  };

  private final KeyKind keyKind;

  KeyAgreement(KeyKind keyKind) {
    this.keyKind = keyKind;
  }

  /** The kind of server key that it needs; see {@link Suite#usesServerKey()}. */
  KeyKind keyKind() {
    return keyKind;
  }

  /** Whether the client encrypts to the server's key, so that no ephemeral key takes part. */
  boolean encrypts() {
    return this == RSA || this == RSA_BATCH;
  }

  /** The length of {@code c} in bytes. */
  abstract int offerBytes(int keyBits);

  /** The length of {@code s} in bytes. */
  abstract int ackBytes();

  abstract SuiteServer server(ServerSetup setup, Pool<Sha256> hashes);

  abstract ClientKeyAgreement.Factory client(ClientSetup setup, Pool<Sha256> hashes);
}
