package dev.kexbench.core.crypto;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/** AES-GCM with a provider's cipher. */
final class JcaAesGcm implements AesGcm {
  private final Cipher cipher;

  JcaAesGcm(Provider provider) {
    try {
      cipher = Cipher.getInstance("AES/GCM/NoPadding", provider);
    } catch (GeneralSecurityException e) {
      throw new CryptoFailure("no AES/GCM/NoPadding from " + provider, e);
    }
  }

  @Override
  public byte[] seal(Use under, byte[] plaintext) {
    try {
      init(Cipher.ENCRYPT_MODE, under);
      return cipher.doFinal(plaintext);
    } catch (GeneralSecurityException e) {
      throw new CryptoFailure("AES-GCM failed", e);
    }
  }

  @Override
  public Optional<byte[]> open(Use under, byte[] sealed) {
    if (sealed.length < TAG_BYTES) {
      return Optional.empty();
    }
    try {
      init(Cipher.DECRYPT_MODE, under);
      return Optional.of(cipher.doFinal(sealed));
    } catch (AEADBadTagException forged) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new CryptoFailure("AES-GCM failed", e);
    }
  }

  private void init(int mode, Use under) throws GeneralSecurityException {
    var parameters = new GCMParameterSpec(TAG_BYTES * Byte.SIZE, under.nonce());
    cipher.init(mode, new BorrowedKey("AES", under.key()), parameters);
    cipher.updateAAD(under.associated());
  }
}
