/**
 * KX1, the session-key exchange: the client sends {@code E(pub, k || MAC(k, s))} in an OFFER, the
 * server answers with an ACK under a key derived from {@code k}, the client confirms.
 *
 * <p>{@link dev.kexbench.core.kx1.Kx1} is the way in. Behind it: {@code Frame} and {@code
 * FrameReader} cut the byte stream; {@code Offer}, {@code Ack}, {@code Confirm} and {@code Reject}
 * are the messages; {@code Transcript} and {@code KeySchedule} turn them into hashes and keys;
 * {@code Kx1ServerRole} and {@code Kx1ClientRole} are the two state machines; {@code Admission} and
 * {@code ReplayWindow} keep floods away from the private key.
 */
package dev.kexbench.core.kx1;
