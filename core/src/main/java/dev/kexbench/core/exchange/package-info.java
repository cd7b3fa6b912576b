/**
 * The interfaces that every key exchange implements: a {@link dev.kexbench.core.exchange.Role} for
 * each side as a state machine without I/O, the {@link dev.kexbench.core.exchange.Step} that it
 * returns, and the {@link dev.kexbench.core.exchange.Session} that a completed exchange yields.
 *
 * <p>Servers, load generators and benchmarks depend only on this package and the {@link
 * dev.kexbench.core.Catalogue}; they select an exchange by name; TLS has several engines ({@link
 * dev.kexbench.core.exchange.TlsEngine}). {@code dev.kexbench.core} has an example and lists what a
 * caller must do. What each step requires:
 *
 * <table>
 * <caption>Steps</caption>
 * <tr><th>step</th><th>the caller</th><th>the role then</th></tr>
 * <tr><td>{@code Await}</td><td>waits for bytes; none are left in the buffer</td>
 *     <td>accepts bytes</td></tr>
 * <tr><td>{@code Send}</td><td>sends the bytes, passes the rest of the buffer again</td>
 *     <td>accepts bytes</td></tr>
 * <tr><td>{@code Compute}</td><td>runs {@code work} or {@code shed}, once</td>
 *     <td>accepts nothing until that has returned</td></tr>
 * <tr><td>{@code Established}</td><td>sends the bytes, owns the session</td>
 *     <td>client: is done; server: accepts another OFFER</td></tr>
 * <tr><td>{@code Refused}</td><td>sends the bytes; closes the connection if {@code ends}</td>
 *     <td>client: is done; server, unless {@code ends}: accepts another OFFER</td></tr>
 * </table>
 *
 * <p>This applies to a {@link dev.kexbench.core.exchange.StreamExchange}. The sides of a {@link
 * dev.kexbench.core.exchange.DatagramExchange} wait for their datagrams themselves; the caller
 * provides a thread for each handshake.
 *
 * <p>On a server, {@code Send} is the ACK: the caller's 10 s timeout for the CONFIRM starts here. A
 * {@link dev.kexbench.core.exchange.Reason} is for counters. On a server it reveals more than the
 * peer may know, so never put it into a response.
 *
 * <p>A session derives a key on request, from any thread, until it is closed. Each key is for one
 * direction and one purpose; derive further keys from {@code EXPORTER}.
 */
package dev.kexbench.core.exchange;
