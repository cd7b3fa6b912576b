/**
 * {@code Noise_NKpsk0_25519_AESGCM_SHA256} (the Noise Protocol Framework, revision 34) as a state
 * machine: two messages, whose payloads may be empty, between an initiator who knows the
 * responder's static key and a responder who shares a secret with it.
 *
 * <pre>
 *   &lt;- s
 *   ...
 *   -&gt; psk, e, es
 *   &lt;- e, ee
 * </pre>
 *
 * <p>What each message mixes into the state stands in {@code NkPsk0Initiator} and {@code
 * NkPsk0Responder} in the order of these tokens; {@code SymmetricState} has the specification's
 * functions under its names. There are no transport messages: whoever uses this takes the two keys
 * of {@code split} and closes the handshake, which wipes it. KX1's suite 0x11 does.
 */
package dev.kexbench.core.noise;
