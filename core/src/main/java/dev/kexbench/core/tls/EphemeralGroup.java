package dev.kexbench.core.tls;

import java.util.Arrays;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.NamedGroup;

/** The group of ephemeral keys. */
enum EphemeralGroup {
  NONE,
  FINITE_FIELD(NamedGroup.ffdhe2048),
  CURVE(NamedGroup.secp256r1);

  private final int[] numbers;

  EphemeralGroup(int... numbers) {
    this.numbers = numbers;
  }

  int[] numbers() {
    return numbers.clone();
  }

  /** The same group, and others that servers may require instead. */
  int[] numbersForAnyServer() {
    return switch (this) {
      case NONE -> numbers();
      case FINITE_FIELD ->
          new int[] {NamedGroup.ffdhe2048, NamedGroup.ffdhe3072, NamedGroup.ffdhe4096};
      case CURVE ->
          new int[] {
            NamedGroup.secp256r1, NamedGroup.x25519, NamedGroup.secp384r1, NamedGroup.secp521r1
          };
    };
  }

  /** The one group, or -1. */
  int number() {
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
