/**
 * TLS by engines that Java servers run, behind the interfaces of {@code
 * dev.kexbench.core.exchange}: the JDK's SunJSSE, and BoringSSL through Netty's {@code
 * netty-tcnative}. {@link dev.kexbench.core.tls.engine.SslEngines} is the entry point.
 *
 * <p>{@code EngineRole} is either side of a handshake over any {@link javax.net.ssl.SSLEngine};
 * {@code EngineDriver} moves the engine; an {@code Endpoint} is what the two libraries do
 * differently. There are no sockets here: of Netty, only its engine and its buffers are used.
 *
 * <ul>
 *   <li>SunJSSE takes its crypto from the JVM's list of providers. {@code JvmProviders} changes
 *       that list: {@code PooledKeyProvider} makes SunJSSE use the pooled RSA keys of the backend,
 *       and ACCP comes before the JDK's providers if it is the backend. Groups are restricted by
 *       {@code AlgorithmConstraints} of each engine.
 *   <li>BoringSSL does all crypto itself; backend and pools have no part in it.
 *   <li>With an exporter (SunJSSE of JDK 25), session ids and keys are those of Bouncy Castle's
 *       engine. Without one there are no keys, and the id comes from the two randoms.
 *   <li>The extended master secret is required in TLS 1.2, as read from the hellos.
 *   <li>Client certificates are verified by {@code ClientTrust}, which an engine asks before it has
 *       verified the client's signature; that the client is in the table, only afterwards.
 *   <li>Resumption uses tickets in TLS 1.2, and tickets with an ephemeral key agreement in TLS 1.3,
 *       where the client waits for the record that brings the next ticket, until its caller ends
 *       the wait. Without tickets on both sides no session is kept. SunJSSE's clients keep each
 *       chain of tickets in a context of its own, BoringSSL's in {@code NativeSessions}.
 *       BoringSSL's ticket key lives as long as the server side; SunJSSE replaces its own once per
 *       ticket lifetime.
 *   <li>Engines report alerts in messages only; {@code EngineAlert} reads them.
 * </ul>
 */
package dev.kexbench.core.tls.engine;
