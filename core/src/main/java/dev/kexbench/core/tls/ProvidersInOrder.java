package dev.kexbench.core.tls;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Signature;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.KeyGenerator;
import javax.crypto.Mac;
import javax.crypto.NoSuchPaddingException;
import org.bouncycastle.jcajce.util.ProviderJcaJceHelper;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * Takes each algorithm from the first provider that has it, and from Bouncy Castle if none has it:
 * certificates always, and finite-field Diffie-Hellman if the provider lacks it. The choice for
 * each algorithm is made once.
 */
final class ProvidersInOrder extends ProviderJcaJceHelper {
  private final List<Provider> providers;
  private final Map<String, Optional<Provider>> found = new ConcurrentHashMap<>();
  private final Set<String> fallbackAlgorithms = ConcurrentHashMap.newKeySet();

  ProvidersInOrder(List<Provider> providers) {
    super(new BouncyCastleProvider());
    this.providers = List.copyOf(providers);
  }

  /** Creates an object from a provider. */
  private interface Maker<T> {
    T from(Provider provider) throws GeneralSecurityException;
  }

  private Optional<Provider> having(String kind, String algorithm, Maker<?> maker) {
    return found.computeIfAbsent(
        kind + " " + algorithm,
        any -> providers.stream().filter(each -> has(each, maker)).findFirst());
  }

  /**
   * The algorithms created by Bouncy Castle because no other provider has them, in alphabetical
   * order.
   */
  List<String> fallbackAlgorithms() {
    return fallbackAlgorithms.stream().sorted().toList();
  }

  private static boolean has(Provider provider, Maker<?> maker) {
    try {
      return maker.from(provider) != null;
    } catch (GeneralSecurityException missing) {
      return false; // this provider lacks the algorithm
    }
  }

  private <T> T make(String kind, String algorithm, Maker<T> maker)
      throws NoSuchAlgorithmException {
    Optional<Provider> first = having(kind, algorithm, maker);
    try {
      T made = maker.from(first.orElse(provider));
      if (first.isEmpty()) {
        fallbackAlgorithms.add(kind + " " + algorithm);
      }
      return made;
    } catch (NoSuchAlgorithmException missing) {
      throw missing;
    } catch (GeneralSecurityException missing) {
      throw new NoSuchAlgorithmException(missing);
    }
  }

  @Override
  public Cipher createCipher(String algorithm)
      throws NoSuchAlgorithmException, NoSuchPaddingException {
    // Bouncy Castle uses NONE for the mode that other providers call ECB.
    String name = algorithm.replace("RSA/NONE/", "RSA/ECB/");
    return make("Cipher", name, from -> Cipher.getInstance(name, from));
  }

  @Override
  public Mac createMac(String algorithm) throws NoSuchAlgorithmException {
    return make("Mac", algorithm, from -> Mac.getInstance(algorithm, from));
  }

  @Override
  public KeyAgreement createKeyAgreement(String algorithm) throws NoSuchAlgorithmException {
    return make("KeyAgreement", algorithm, from -> KeyAgreement.getInstance(algorithm, from));
  }

  @Override
  public AlgorithmParameters createAlgorithmParameters(String algorithm)
      throws NoSuchAlgorithmException {
    return make(
        "AlgorithmParameters", algorithm, from -> AlgorithmParameters.getInstance(algorithm, from));
  }

  @Override
  public KeyGenerator createKeyGenerator(String algorithm) throws NoSuchAlgorithmException {
    return make("KeyGenerator", algorithm, from -> KeyGenerator.getInstance(algorithm, from));
  }

  @Override
  public KeyFactory createKeyFactory(String algorithm) throws NoSuchAlgorithmException {
    return make("KeyFactory", algorithm, from -> KeyFactory.getInstance(algorithm, from));
  }

  @Override
  public KeyPairGenerator createKeyPairGenerator(String algorithm) throws NoSuchAlgorithmException {
    return make(
        "KeyPairGenerator", algorithm, from -> KeyPairGenerator.getInstance(algorithm, from));
  }

  @Override
  public MessageDigest createMessageDigest(String algorithm) throws NoSuchAlgorithmException {
    return make("MessageDigest", algorithm, from -> MessageDigest.getInstance(algorithm, from));
  }

  @Override
  @SuppressWarnings("deprecation") // bctls 1.84 requests its hashes by this method
  public MessageDigest createDigest(String algorithm) throws NoSuchAlgorithmException {
    return createMessageDigest(algorithm);
  }

  @Override
  public Signature createSignature(String algorithm) throws NoSuchAlgorithmException {
    return make("Signature", algorithm, from -> Signature.getInstance(algorithm, from));
  }
}
