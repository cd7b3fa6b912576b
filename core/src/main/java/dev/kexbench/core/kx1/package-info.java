/**
 * KX1, the session-key exchange: the client sends {@code E(pub, k || MAC(k, s))} in an OFFER, the
 * server responds with an ACK under a key derived from {@code k}, and the client confirms. Four
 * suites use Diffie-Hellman instead of RSA encryption and are forward secret; one of these,
 * SPAKE2+, is for passwords and uses no server key.
 *
 * <p>{@link dev.kexbench.core.kx1.Kx1} is the entry point. Behind it: {@code Frame} and {@code
 * FrameReader} split the byte stream; {@code Offer}, {@code Ack}, {@code Confirm} and {@code
 * Reject} are the messages; {@code Transcript} and {@code KeySchedule} turn them into hashes and
 * keys; {@code Kx1ServerRole} and {@code Kx1ClientRole} are the two state machines; a {@code
 * KeyAgreement} defines a suite's two key-carrying fields, and {@code RsaServer} and {@code
 * RsaClient}, {@code BatchRsaServer}, {@code NoiseServer} and {@code NoiseClient}, {@code
 * HybridServer} and {@code HybridClient}, {@code EcdhServer} and {@code EcdhClient}, {@code
 * Spake2PlusServer} and {@code Spake2PlusClient} are its two sides; {@code Admission} and {@code
 * ReplayWindow} keep floods away from the private key; {@code TicketKeys}, {@code ResumeServer} and
 * {@code ResumeClient} let clients return without it. {@link dev.kexbench.core.kx1.AnswerParts}
 * exists only for measurements.
 *
 * <p>What an embedder should know, in addition to {@code dev.kexbench.core}:
 *
 * <ul>
 *   <li>It takes one round trip. The server issues one {@code Compute} per OFFER: the private-key
 *       operation and everything that depends on it. A client issues none; its RSA encryption or
 *       first agreement runs in {@code prepare()} or {@code start()}.
 *   <li>A role holds at most one frame, 4,104 bytes, regardless of what the peer sends.
 *   <li>Admission is a server setting, and each client needs its admission key for it. It requires
 *       clocks within 30 s of each other, and remembers tags in memory: at most two generations of
 *       about 16 MiB per server side.
 *   <li>A server with a ticket lifetime issues tickets to clients that ask ({@code
 *       ClientSide.resume}). Ticket keys exist in memory only, so a restart ends all tickets, and
 *       servers do not accept each other's.
 *   <li>To the peer, all failures that depend on a secret are the same nine bytes. A log, a delay
 *       or a counter that a peer can observe would break this.
 *   <li>After a failed CONFIRM, or bytes that are not a frame, the connection ends; after any other
 *       refusal it stays open.
 *   <li>KX1 hides no identity. Only {@code kx1-spake2plus} is a PAKE. Only {@code kx1-hybrid} is
 *       post-quantum. An attacker with the server's private key and the client's root can decrypt
 *       recorded sessions of the RSA suites.
 * </ul>
 */
package dev.kexbench.core.kx1;
