/**
 * {@code Noise_NKpsk0_25519_AESGCM_SHA256} (the Noise Protocol Framework, revision 34) as a state
 * machine: two messages, with payloads that may be empty, between an initiator that knows the
 * responder's static key and a responder that shares a secret with it.
 *
 * <pre>
 *   &lt;- s
 *   ...
 *   -&gt; psk, e, es
 *   &lt;- e, ee
 * </pre>
 *
 * <p>{@code NkPsk0Initiator} and {@code NkPsk0Responder} show what each message mixes into the
 * state, in the order of these tokens; {@code SymmetricState} has the specification's functions
 * under their names. There are no transport messages: the caller takes the two keys of {@code
 * split} and closes the handshake, which wipes it, as KX1's suites 0x11 and 0x12 do.
 */
package dev.kexbench.core.noise;
