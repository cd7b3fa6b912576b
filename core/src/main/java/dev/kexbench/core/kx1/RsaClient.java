package dev.kexbench.core.kx1;

import dev.kexbench.core.crypto.BatchExponents;
import dev.kexbench.core.crypto.Pool;
import dev.kexbench.core.crypto.RsaOaepEncryption;
import dev.kexbench.core.crypto.Secrets;
import dev.kexbench.core.crypto.Sha256;
import dev.kexbench.core.exchange.ClientSetup;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Encrypts k || t, in the batch suites with the exponent of the client. */
final class RsaClient implements ClientKeyAgreement {
  /** The length in bytes of k, the client's nonce and half of the secret. */
  static final int K_BYTES = 32;

  private final Shared shared;
  private final byte[] root;
  private final byte[] k = new byte[K_BYTES];

  /** The state that all clients of a server share. */
  private record Shared(
      Pool<Sha256> hashes, Pool<RsaOaepEncryption> publicKeys, SecureRandom random) {}

  private RsaClient(Shared shared, byte[] root) {
    this.shared = shared;
    this.root = root;
  }

  static Factory factory(ClientSetup setup, Pool<Sha256> hashes) {
    Shared shared = shared(setup, hashes, setup.server().rsa());
    return client -> new RsaClient(shared, client.root());
  }

  /** For a server whose key has the product of {@link BatchExponents}. */
  static Factory batchFactory(ClientSetup setup, Pool<Sha256> hashes) {
    RSAPublicKey product = setup.server().rsa();
    List<Shared> byExponent =
        IntStream.range(0, BatchExponents.COUNT)
            .mapToObj(i -> shared(setup, hashes, BatchExponents.publicKey(product, i)))
            .toList();
    return client ->
        new RsaClient(byExponent.get(BatchRsaServer.exponent(client.id())), client.root());
  }

  private static Shared shared(ClientSetup setup, Pool<Sha256> hashes, RSAPublicKey key) {
    var crypto = setup.crypto();
    return new Shared(
        hashes, crypto.pooled(() -> crypto.backend().rsaOaep(key)), setup.context().random());
  }

  @Override
  public byte[] offer(byte[] th1) {
    shared.random().nextBytes(k);
    byte[] plaintext = shared.hashes().with(sha -> plaintext(sha, th1));
    try {
      return shared.publicKeys().with(rsa -> rsa.encrypt(plaintext));
    } finally {
      Secrets.wipe(plaintext);
    }
  }

  private byte[] plaintext(Sha256 sha, byte[] th1) {
    byte[] t = KeySchedule.clientAuth(sha, root, th1, k);
    try {
      return Parts.joined(k, t);
    } finally {
      Secrets.wipe(t);
    }
  }

  /** Accepts any server_random: the transcript covers it. */
  @Override
  public Optional<byte[]> secret(byte[] s) {
    return Optional.of(shared.hashes().<byte[]>with(sha -> KeySchedule.mixed(sha, root, k)));
  }

  @Override
  public void close() {
    Secrets.wipe(k);
  }
}
