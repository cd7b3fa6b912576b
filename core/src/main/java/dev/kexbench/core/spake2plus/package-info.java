/**
 * SPAKE2+ (RFC 9383), an augmented password-authenticated key exchange, with the ciphersuite
 * P256-SHA256-HKDF-SHA256-HMAC-SHA256.
 *
 * <pre>
 *   Prover (w0, w1)                        Verifier (w0, L)
 *   X = x*P + w0*M          shareP -&gt;
 *                        &lt;- shareV         Y = y*P + w0*N
 *   Z = x*(Y - w0*N)                       Z = y*(X - w0*M)
 *   V = w1*(Y - w0*N)                      V = y*L
 * </pre>
 *
 * <p>{@code Spake2PlusProver} and {@code Spake2PlusVerifier} are the two sides, {@code
 * PasswordScalars} and {@code VerifierRecord} what each knows, {@code Spake2PlusKeys} the result,
 * which {@code KeyDerivation} computes from the transcript. Points are sent uncompressed, {@code
 * 0x04 || x 32 || y 32}.
 *
 * <p>{@code P256} is Bouncy Castle's arithmetic, since JCA providers return the x coordinate of a
 * product only, and offer no addition. What it guarantees: products of the fixed points P, M and N
 * read their tables in a way that does not depend on the scalar. Products of other points take a
 * time that depends on the scalar, so this package uses them only with scalars that it draws for
 * one exchange, or with w1 after adding a random multiple of the group's order. Bouncy Castle
 * computes with {@code BigInteger}, which cannot be wiped: scalars stay in memory until they are
 * garbage-collected. Byte arrays are wiped.
 */
package dev.kexbench.core.spake2plus;
