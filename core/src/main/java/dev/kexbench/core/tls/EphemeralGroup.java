package dev.kexbench.core.tls;

import java.util.Arrays;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.NamedGroup;

/** The group of ephemeral keys. */
public enum EphemeralGroup {
  NONE,
  FINITE_FIELD(NamedGroup.ffdhe2048),
  P256(NamedGroup.secp256r1),
  X25519(NamedGroup.x25519),
  /**
   * X25519MLKEM768 (draft-ietf-tls-ecdhe-mlkem): secure as long as either of its two parts is.
   *
   * <p>The client's share has 1,216 bytes: an ML-KEM-768 encapsulation key (FIPS 203; 1,184) and an
   * X25519 public key (RFC 7748; 32). The server's has 1,120 bytes: a ciphertext (1,088) and an
   * X25519 public key (32). The shared secret has 64 bytes: that of ML-KEM (32), then that of
   * X25519 (32). It takes the place of the Diffie-Hellman secret in the key schedule.
   */
  X25519_MLKEM768(NamedGroup.X25519MLKEM768);

  private final int[] numbers;

  EphemeralGroup(int... numbers) {
    this.numbers = numbers;
  }

  int[] numbers() {
    return numbers.clone();
  }

  /**
   * The same group, and others that servers may require instead. For the hybrid there are none: no
   * other group is post-quantum.
   */
  int[] numbersForAnyServer() {
    return switch (this) {
      case NONE, X25519_MLKEM768 -> numbers();
      case FINITE_FIELD ->
          new int[] {NamedGroup.ffdhe2048, NamedGroup.ffdhe3072, NamedGroup.ffdhe4096};
      case P256 ->
          new int[] {
            NamedGroup.secp256r1, NamedGroup.x25519, NamedGroup.secp384r1, NamedGroup.secp521r1
          };
      case X25519 ->
          new int[] {
            NamedGroup.x25519, NamedGroup.secp256r1, NamedGroup.secp384r1, NamedGroup.secp521r1
          };
    };
  }

  /** The one group, or -1. */
  public int number() {
    return this == NONE ? -1 : numbers[0];
  }

  /**
   * Whether a handshake is possible with a client that offers these groups, in any order. A client
   * that offers no finite-field group, known or not, leaves the choice of one to the server (RFC
   * 7919, section 4).
   *
   * @param offered the groups that the client names; null if it does not say
   */
  boolean isAcceptedFrom(int[] offered) {
    if (this == NONE || offered == null) {
      return true;
    }
    boolean leavesChoice = Arrays.stream(offered).noneMatch(EphemeralGroup::isFiniteField);
    return Arrays.stream(offered).anyMatch(each -> each == number())
        || this == FINITE_FIELD && leavesChoice;
  }

  /** The range of numbers that is reserved for finite-field groups (RFC 7919, section 2). */
  private static boolean isFiniteField(int group) {
    return group >> Byte.SIZE == 1;
  }

  /** The alert for a client without a group in common (RFC 7919, section 4, for fields). */
  short ifNoneIsCommon() {
    return this == FINITE_FIELD
        ? AlertDescription.insufficient_security
        : AlertDescription.handshake_failure;
  }
}
