/**
 * KX1, the session-key exchange: the client sends {@code E(pub, k || MAC(k, s))} in an OFFER, the
 * server answers with an ACK under a key derived from {@code k}, the client confirms. Two suites
 * agree by Diffie-Hellman in the place of the RSA encryption, and are forward secret.
 *
 * <p>{@link dev.kexbench.core.kx1.Kx1} is the way in. Behind it: {@code Frame} and {@code
 * FrameReader} cut the byte stream; {@code Offer}, {@code Ack}, {@code Confirm} and {@code Reject}
 * are the messages; {@code Transcript} and {@code KeySchedule} turn them into hashes and keys;
 * {@code Kx1ServerRole} and {@code Kx1ClientRole} are the two state machines; a {@code
 * KeyAgreement} is what a suite puts into the two key-carrying fields, {@code RsaServer} and {@code
 * RsaClient}, {@code NoiseServer} and {@code NoiseClient}, {@code EcdhServer} and {@code
 * EcdhClient} its two ends; {@code Admission} and {@code ReplayWindow} keep floods away from the
 * private key. {@link dev.kexbench.core.kx1.AnswerParts} is there to be measured only.
 *
 * <p>What an embedder should know of it, beyond {@code dev.kexbench.core}:
 *
 * <ul>
 *   <li>One round trip. The server gives one {@code Compute} an OFFER, which is the private-key
 *       operation and what follows from it; a client gives none, its RSA encryption or first
 *       agreement is in {@code prepare()} or {@code start()}.
 *   <li>A role holds one frame at most, 4,104 bytes, whatever the peer sends.
 *   <li>Admission is a setting of the server, and each client needs its admission key for it. It
 *       wants clocks within 30 s of each other, and remembers tags in memory: at most two
 *       generations of about 16 MiB a server side.
 *   <li>All failures that depend on a secret are the same nine bytes to the peer. Whoever adds a
 *       log, a delay or a counter that a peer can see undoes that.
 *   <li>After a failed CONFIRM, or bytes that are no frame, the connection ends; after any other
 *       refusal it goes on.
 *   <li>It hides no identity, and is no PAKE, and {@code kx1-hybrid} alone is post-quantum; with
 *       the server's private key and the client's root recorded sessions of the RSA suites can be
 *       read.
 * </ul>
 */
package dev.kexbench.core.kx1;
