package dev.kexbench.bench.sp80056a;

/**
 * A category of schemes C(ie, js): the parties contribute i ephemeral and j static key pairs (SP
 * 800-56A Rev. 3, section 6). Party U has the ephemeral key pair where there is one, party V the
 * static one.
 */
public enum KeyAgreementScheme {
  /** dhHybrid1 and Full Unified Model, section 6.1.1: Z = Ze ‖ Zs. */
  C_2E_2S(2, 2),
  /** dhEphem and Ephemeral Unified Model, section 6.1.2: Z = Ze. */
  C_2E_0S(2, 0),
  /** dhHybridOneFlow and One-Pass Unified Model, section 6.2.1: Z = Ze ‖ Zs. */
  C_1E_2S(1, 2),
  /** dhOneFlow and One-Pass Diffie-Hellman, section 6.2.2: Z from U's ephemeral, V's static key. */
  C_1E_1S(1, 1),
  /** dhStatic and Static Unified Model, section 6.3: Z = Zs, made different by U's nonce. */
  C_0E_2S(0, 2);

  private final int ephemeralKeys;
  private final int staticKeys;

  KeyAgreementScheme(int ephemeralKeys, int staticKeys) {
    this.ephemeralKeys = ephemeralKeys;
    this.staticKeys = staticKeys;
  }

  boolean hasEphemeral(SchemeSide side) {
    return ephemeralKeys >= (side == SchemeSide.U ? 1 : 2);
  }

  boolean hasStatic(SchemeSide side) {
    return staticKeys >= (side == SchemeSide.V ? 1 : 2);
  }

  /**
   * Whether this side proves to the other that it has the key. It takes a static key pair (section
   * 5.9): both sides confirm with two of them, V alone with one, neither with none.
   */
  public boolean confirms(SchemeSide side) {
    return hasStatic(side);
  }

  /** Whether a session includes an agreement on Ze. */
  boolean hasEphemeralSecret() {
    return ephemeralKeys > 0;
  }

  /** Whether a session includes an agreement on Zs. */
  boolean hasStaticSecret() {
    return staticKeys == 2;
  }

  /**
   * Whether this side contributes a nonce in place of an ephemeral public key: U always, so that
   * the key differs from the last (section 6.3); V to verify U's confirmation (sections 6.2.1 and
   * 6.3).
   */
  boolean sendsNonce(SchemeSide side) {
    return !hasEphemeral(side) && hasStatic(SchemeSide.U);
  }

  /** What both tags begin with: KC_1 if one side confirms, KC_2 if both do (section 5.9). */
  String confirmation() {
    return confirms(SchemeSide.U) ? "KC_2" : "KC_1";
  }
}
