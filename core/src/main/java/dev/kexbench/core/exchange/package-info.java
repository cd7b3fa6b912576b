/**
 * What any key exchange looks like from outside: a {@link dev.kexbench.core.exchange.Role} for
 * either side as a state machine without I/O, the {@link dev.kexbench.core.exchange.Step} that it
 * answers with, and the {@link dev.kexbench.core.exchange.Session} that is left at the end.
 *
 * <p>Servers, load generators and benchmarks are written against this package and the {@link
 * dev.kexbench.core.Catalogue} only; which exchange runs is a name. {@code dev.kexbench.core} has
 * an example and the duties of a caller. What each step asks for:
 *
 * <table>
 * <caption>Steps</caption>
 * <tr><th>step</th><th>the caller</th><th>the role then</th></tr>
 * <tr><td>{@code Await}</td><td>waits for bytes; none are left in the buffer</td>
 *     <td>takes bytes</td></tr>
 * <tr><td>{@code Send}</td><td>sends the bytes, gives the buffer's rest again</td>
 *     <td>takes bytes</td></tr>
 * <tr><td>{@code Compute}</td><td>runs {@code work} or {@code shed}, once</td>
 *     <td>takes nothing until that has returned</td></tr>
 * <tr><td>{@code Established}</td><td>sends the bytes, owns the session</td>
 *     <td>client: is done; server: takes another OFFER</td></tr>
 * <tr><td>{@code Refused}</td><td>sends the bytes; closes the connection if {@code ends}</td>
 *     <td>client: is done; server, if it goes on: takes another OFFER</td></tr>
 * </table>
 *
 * <p>That is a {@link dev.kexbench.core.exchange.StreamExchange}. The sides of a {@link
 * dev.kexbench.core.exchange.DatagramExchange} wait for their datagrams themselves, each handshake
 * on a thread that its caller gives it.
 *
 * <p>On a server {@code Send} is the ACK: from here the caller's ten seconds for the CONFIRM run. A
 * {@link dev.kexbench.core.exchange.Reason} is for counters; on a server it says more than the peer
 * may know, so it goes into no answer.
 *
 * <p>A session derives a key when asked for it, from any thread, until it is closed. Each key is
 * for one direction and one use: whoever needs more derives them from {@code EXPORTER}.
 */
package dev.kexbench.core.exchange;
