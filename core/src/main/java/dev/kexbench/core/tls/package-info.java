/**
 * TLS through Bouncy Castle's bctls, behind the interfaces of {@code dev.kexbench.core.exchange}.
 *
 * <p>{@link dev.kexbench.core.tls.Tls} is the entry point; {@code TlsSuite} lists the exchanges,
 * with one version and one cipher suite per name. {@code TlsRole} is either side of a handshake as
 * a role without streams; {@code ServerPeer} and {@code ClientPeer} implement the callbacks of
 * bctls. {@link dev.kexbench.core.tls.Dtls} is DTLS, whose sides wait for their datagrams
 * themselves.
 *
 * <ul>
 *   <li>A server creates its certificate when it starts, self-signed or with a chain of CAs ({@link
 *       dev.kexbench.core.identity.ServerCertificates}); a client pins the key in it and checks
 *       nothing else. Names, validity and chains are not part of the measurement.
 *   <li>In mutual TLS a client signs with a key derived from its root ({@link
 *       dev.kexbench.core.identity.ClientSigningKey}); the server verifies its certificate ({@code
 *       ClientCheck}) and, after its signature, that it is in the table.
 *   <li>A pre-shared key is {@code HKDF-Expand(root, "kexbench tls psk", 32)}; its identity is the
 *       client's id in hex. An unknown identity gets a key that no client has.
 *   <li>Session keys come from the exporter (RFC 5705; RFC 8446, section 7.5), over the extended
 *       master secret (RFC 7627) before TLS 1.3.
 *   <li>TLS 1.2 resumes by session id ({@code SessionCache}), if the server has a ticket lifetime.
 *       bctls 1.84 has no resumption PSK for TLS 1.3, and accepts no tickets.
 *   <li>bctls takes its crypto from the backend's providers: each algorithm from the first that has
 *       it, and from Bouncy Castle if none has it. A server's RSA key is pooled as in the other
 *       exchanges. ECDSA signatures, key agreements and ephemeral keys use objects that bctls
 *       creates for each handshake.
 *   <li>A suite accepts its own version, group and signature algorithm only. Whatever a peer sends
 *       ends in an alert and a {@link dev.kexbench.core.exchange.Reason}; exceptions of our own
 *       code, which bctls would turn into alerts as well, are told apart as {@code
 *       CallbackFailure}.
 *   <li>DTLS keeps no state for a client until it has returned a cookie, but for the first bytes of
 *       a ClientHello that is fragmented before its cookie ({@code HelloAssembly}). After the last
 *       flight it stays for one second, to retransmit it to a client that has not received it.
 * </ul>
 */
package dev.kexbench.core.tls;
