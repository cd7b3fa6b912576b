/**
 * TLS through Bouncy Castle's bctls, behind {@code dev.kexbench.core.exchange}.
 *
 * <p>{@link dev.kexbench.core.tls.Tls} is the way in; {@code TlsSuite} is the table of what there
 * is, one version and one cipher suite a name. {@code TlsRole} is either side of a handshake as a
 * role without streams, {@code ServerPeer} and {@code ClientPeer} answer what bctls asks them.
 * {@link dev.kexbench.core.tls.Dtls} is DTLS, whose sides wait for their datagrams.
 *
 * <ul>
 *   <li>A server's certificate is made by itself when it starts; a client pins the key in it and
 *       looks at nothing else. Names, validity and chains are not what is measured here.
 *   <li>A pre-shared key is {@code HKDF-Expand(root, "kexbench tls psk", 32)}, its identity the
 *       client's id in hex; an identity that nobody has gets a key that nobody knows.
 *   <li>Sessions have keys by the exporter (RFC 5705; RFC 8446, section 7.5), over the extended
 *       master secret (RFC 7627) before TLS 1.3.
 *   <li>No handshake is resumed, and there are no tickets.
 *   <li>Crypto is bctls' over the providers of the backend, each algorithm by the first that has
 *       it, and by Bouncy Castle what none has. A server's RSA key is pooled as in the other
 *       exchanges; ECDSA signatures, agreements and ephemeral keys are made by objects that bctls
 *       makes anew for each handshake.
 *   <li>DTLS keeps nothing of a client that has not shown a cookie, and stays a second behind the
 *       last flight, for whoever has not received it.
 * </ul>
 */
package dev.kexbench.core.tls;
