/**
 * A run over several machines: agents, clock offsets, shares of the load, merging. A local run is a
 * run with one agent and no network.
 *
 * <p>An {@code AgentGroup} holds the agents of a run. It begins a {@code GroupPhase} (a warm-up or
 * a measurement) on all of them at the same instant, and merges their intervals second by second.
 * Percentiles are always those of merged histograms. An {@code Agent} executes commands and reports
 * each second: {@code LocalAgent} is the generator of this process, {@code RemoteAgent} the {@code
 * Coordinator}'s proxy for an agent in another process, which commands it through a {@code
 * CommandSender}. A {@code Discovery} finds them. In that process an {@code AgentService} waits to
 * be discovered, and an {@code AgentSession} executes the commands of one run's coordinator.
 *
 * <p>They exchange the records in {@code Message}. A {@code SecureChannel} numbers and
 * authenticates each message. Its keys are derived from the {@code ClusterSecret}, the run, and a
 * nonce that the agent has drawn for that run, so messages of other runs and repeated messages are
 * dropped. A {@code ClusterBus} carries them. {@code TcpBus} is one over TCP: agents listen ({@code
 * BusListener}), the coordinator connects to their addresses ({@code BusConnector}), and every
 * {@code BusConnection} is authenticated and encrypted by {@code ClusterTls} before a {@code
 * BusFrame} is read from it. There is no membership beyond that. Heartbeats, two a second, and
 * {@code Member.lostAfter} decide whether an agent or its coordinator is lost, by a {@code
 * PeerWatch} each; a connection that has ended does not, since it is opened again. A {@code
 * LocalSecret} is that of one user's processes.
 *
 * <table>
 * <caption>A run</caption>
 * <tr><th>coordinator</th><th>agent</th></tr>
 * <tr><td>{@code Discover}, to all, until enough agents have answered</td>
 *     <td>{@code Available}, with a nonce, or the reason why not</td></tr>
 * <tr><td>{@code Reserve}, one agent after the other, by name: two coordinators that want the same
 *     agents do not get half of them each</td>
 *     <td>{@code Done}, or which run it serves</td></tr>
 * <tr><td>{@code Assign}: the agent's part, and the clients' keys, encrypted</td>
 *     <td>{@code Ready}, or a refusal: target, options, limits of its machine</td></tr>
 * <tr><td>{@code Clock}, forty times, all agents in parallel, and again at the end</td><td>{@code Reading}</td></tr>
 * <tr><td>{@code Prepare}, {@code Begin} at an instant, {@code StopEarly}</td>
 *     <td>{@code Report} every second, {@code PhaseOver}</td></tr>
 * <tr><td>{@code Query}, if reports stop, or one is missing: it or {@code PhaseOver} may be lost</td>
 *     <td>{@code PhaseStatus}, with the reports that were not received</td></tr>
 * <tr><td>{@code End}, repeated if there is no answer</td><td>drains; {@code Ended}, with the rest</td></tr>
 * <tr><td>{@code Release}</td><td>waits for the next run</td></tr>
 * </table>
 *
 * <h2>Scaling to a hundred agents, and to a thousand</h2>
 *
 * Measured: an agent's report of one second takes 5 kB at 300 handshakes per second, 14 kB at
 * 3,000, and 34 kB at 30,000. Decoding and adding it costs the coordinator 0.5, 0.9 and 1.3 ms of
 * one core. The estimates below are for 3,000.
 *
 * <ul>
 *   <li>A hundred agents send 1.4 MB a second (11 Mbit/s), which takes 9 % of the core that adds
 *       them up. The coordinator has a hundred connections, the agents one each. The keys of ten
 *       thousand clients are 3.3 MB, sent once. Each command occupies a thread until it is
 *       answered, a hundred threads for a few milliseconds; half a second from command to start is
 *       plenty. Nothing needs to change.
 *   <li>A thousand agents send 14 MB a second (114 Mbit/s), which takes 93 % of that core: reports
 *       would be late, and at 30,000 handshakes per second and agent the coordinator would never
 *       catch up. So two things change. Agents are grouped, thirty to a coordinator, and one more
 *       coordinator adds up the {@code Totals} and intervals of the groups as if each group were an
 *       agent (33 groups, 0.5 MB a second, 3 % of a core). Commands no longer take a thread each.
 *       Clock errors then add up over two hops: half a round trip of each.
 * </ul>
 */
package dev.kexbench.loadgen.cluster;
