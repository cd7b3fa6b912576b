/**
 * The Diffie-Hellman schemes of NIST SP 800-56A Rev. 3 (April 2018), section 6, for {@code
 * Sp80056aBenchmark}. They are no exchanges of the catalogue: they agree on a key, and leave
 * framing, identities and negotiation to a protocol. {@code docs/sp800-56a.md} compares what they
 * guarantee.
 *
 * <ul>
 *   <li>{@link dev.kexbench.bench.sp80056a.KeyAgreementScheme}: which key pairs each party
 *       contributes, and what follows from that
 *   <li>{@link dev.kexbench.bench.sp80056a.SchemeParty}: what one party does in a session
 *   <li>{@link dev.kexbench.bench.sp80056a.DhPrimitive}: Diffie-Hellman with validation of the
 *       peer's key, over each {@link dev.kexbench.bench.sp80056a.DhGroup}
 *   <li>{@code OneStepKdf}: key derivation of SP 800-56C Rev. 2, section 4
 * </ul>
 *
 * <p>The schemes are those without MQV: dhHybrid1, dhEphem, dhHybridOneFlow, dhOneFlow and dhStatic
 * over ffdhe2048, and their counterparts of the same sections over P-256. <b>X25519 is not
 * approved</b> by SP 800-56A Rev. 3, which lists NIST curves and MODP and ffdhe groups only: SP
 * 800-186 specifies Curve25519, but for no scheme of SP 800-56A. Its rows apply the same schemes
 * with the function of RFC 7748, and cannot claim conformance.
 */
package dev.kexbench.bench.sp80056a;
